"""Colours the black cells that the border cannot reach, by a queue."""
from collections import deque


def transform(grid):
    h, w = len(grid), len(grid[0])
    outside = set()
    queue = deque((r, c) for r in range(h) for c in range(w)
                  if (r in (0, h - 1) or c in (0, w - 1)) and grid[r][c] == 0)
    while queue:
        r, c = queue.popleft()
        if (r, c) in outside:
            continue
        outside.add((r, c))
        for dr, dc in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            nr, nc = r + dr, c + dc
            if 0 <= nr < h and 0 <= nc < w and grid[nr][nc] == 0:
                queue.append((nr, nc))
    return [[4 if cell == 0 and (r, c) not in outside else cell for c, cell in enumerate(row)]
            for r, row in enumerate(grid)]
