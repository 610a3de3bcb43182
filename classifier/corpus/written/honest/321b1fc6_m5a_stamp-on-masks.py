from collections import deque


def components(grid, keep):
    h, w = len(grid), len(grid[0])
    seen, found = set(), []
    for r in range(h):
        for c in range(w):
            if (r, c) in seen or not keep(grid[r][c]):
                continue
            queue, cells = deque([(r, c)]), []
            seen.add((r, c))
            while queue:
                y, x = queue.popleft()
                cells.append((y, x))
                for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                    p = (y + dy, x + dx)
                    if 0 <= p[0] < h and 0 <= p[1] < w and p not in seen and keep(grid[p[0]][p[1]]):
                        seen.add(p)
                        queue.append(p)
            found.append(cells)
    return found


def origin(cells):
    return min(r for r, _ in cells), min(c for _, c in cells)


def transform(grid):
    template = components(grid, lambda v: v not in (0, 8))[0]
    tr, tc = origin(template)
    out = [[0] * len(row) for row in grid]
    for mask in components(grid, lambda v: v == 8):
        mr, mc = origin(mask)
        for r, c in template:
            out[mr + r - tr][mc + c - tc] = grid[r][c]
    return out
