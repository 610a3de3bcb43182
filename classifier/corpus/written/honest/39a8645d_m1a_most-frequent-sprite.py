from collections import Counter, deque
from typing import List, Tuple


def extract_sprites(grid: List[List[int]]) -> List[Tuple[Tuple[int, ...], ...]]:
    """Crop every 8-connected object to its bounding box."""
    h, w = len(grid), len(grid[0])
    visited = [[False] * w for _ in range(h)]
    sprites = []
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 0 or visited[r][c]:
                continue
            color = grid[r][c]
            queue = deque([(r, c)])
            visited[r][c] = True
            cells = []
            while queue:
                y, x = queue.popleft()
                cells.append((y, x))
                for dy in (-1, 0, 1):
                    for dx in (-1, 0, 1):
                        ny, nx = y + dy, x + dx
                        if 0 <= ny < h and 0 <= nx < w and not visited[ny][nx] and grid[ny][nx] == color:
                            visited[ny][nx] = True
                            queue.append((ny, nx))
            r0 = min(y for y, _ in cells)
            r1 = max(y for y, _ in cells)
            c0 = min(x for _, x in cells)
            c1 = max(x for _, x in cells)
            cell_set = set(cells)
            sprites.append(tuple(
                tuple(color if (y, x) in cell_set else 0 for x in range(c0, c1 + 1))
                for y in range(r0, r1 + 1)
            ))
    return sprites


def transform(grid: List[List[int]]) -> List[List[int]]:
    """Return the sprite that appears most often."""
    sprites = extract_sprites(grid)
    if not sprites:
        return [[0]]
    most_common, _ = Counter(sprites).most_common(1)[0]
    return [list(row) for row in most_common]
