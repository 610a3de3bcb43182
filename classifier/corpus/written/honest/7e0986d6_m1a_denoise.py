from collections import Counter
from typing import List


def transform(grid: List[List[int]]) -> List[List[int]]:
    """
    Remove the noise colour. A noise pixel becomes the block colour if it has at least
    two orthogonal/diagonal block neighbours next to it, otherwise it becomes background.
    """
    if not grid:
        return []
    counts = Counter(v for row in grid for v in row if v != 0)
    if len(counts) < 2:
        return [row[:] for row in grid]
    (main, _), (noise, _) = counts.most_common(2)

    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    for r in range(h):
        for c in range(w):
            if grid[r][c] != noise:
                continue
            neighbours = 0
            for dr, dc in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                nr, nc = r + dr, c + dc
                if 0 <= nr < h and 0 <= nc < w and grid[nr][nc] == main:
                    neighbours += 1
            out[r][c] = main if neighbours >= 2 else 0
    return out
