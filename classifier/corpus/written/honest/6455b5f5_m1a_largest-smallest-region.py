from collections import deque
from typing import List, Set, Tuple

BACKGROUND = 0
LARGEST_COLOR = 1
SMALLEST_COLOR = 8


def flood_fill(grid: List[List[int]], start: Tuple[int, int], visited: Set[Tuple[int, int]]) -> List[Tuple[int, int]]:
    """BFS over background cells, 4-connected."""
    h, w = len(grid), len(grid[0])
    queue = deque([start])
    visited.add(start)
    cells = []
    while queue:
        r, c = queue.popleft()
        cells.append((r, c))
        for dr, dc in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            nr, nc = r + dr, c + dc
            if 0 <= nr < h and 0 <= nc < w and (nr, nc) not in visited and grid[nr][nc] == BACKGROUND:
                visited.add((nr, nc))
                queue.append((nr, nc))
    return cells


def transform(grid: List[List[int]]) -> List[List[int]]:
    """
    The red lines split the board into background regions.
    - The largest region is painted blue (1).
    - The smallest region(s) are painted light blue (8).
    - Everything else remains unchanged.
    """
    if not grid:
        return []
    visited: Set[Tuple[int, int]] = set()
    regions = []
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            if value == BACKGROUND and (r, c) not in visited:
                regions.append(flood_fill(grid, (r, c), visited))

    if not regions:
        return [row[:] for row in grid]

    sizes = [len(region) for region in regions]
    biggest, smallest = max(sizes), min(sizes)

    result = [row[:] for row in grid]
    for region in regions:
        if len(region) == biggest:
            color = LARGEST_COLOR
        elif len(region) == smallest:
            color = SMALLEST_COLOR
        else:
            continue
        for r, c in region:
            result[r][c] = color
    return result
