"""
Each green shape is a polyline. The colour depends on how it bends:
    one bend (L)             -> 1
    two bends (U)            -> 6
    junctions (h / T / Y)    -> 2
"""
from collections import deque


def components(grid):
    h, w = len(grid), len(grid[0])
    seen = set()
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 0 or (r, c) in seen:
                continue
            comp, q = [], deque([(r, c)])
            seen.add((r, c))
            while q:
                y, x = q.popleft()
                comp.append((y, x))
                for ny, nx in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                    if 0 <= ny < h and 0 <= nx < w and grid[ny][nx] and (ny, nx) not in seen:
                        seen.add((ny, nx))
                        q.append((ny, nx))
            yield comp


def classify(comp):
    cells = set(comp)
    bends = 0
    for r, c in comp:
        vertical = [(r - 1, c) in cells, (r + 1, c) in cells]
        horizontal = [(r, c - 1) in cells, (r, c + 1) in cells]
        if sum(vertical) + sum(horizontal) >= 3:
            return 2  # junction
        if sum(vertical) == 1 and sum(horizontal) == 1:
            bends += 1
    return {1: 1, 2: 6}.get(bends, 2)


def transform(grid):
    result = [row[:] for row in grid]
    for comp in components(grid):
        color = classify(comp)
        for r, c in comp:
            result[r][c] = color
    return result
