def transform(grid):
    g = [row[:] for row in grid]
    pts = [(y, x) for y in range(len(g)) for x in range(len(g[0])) if g[y][x]]
    (y1, x1), (y2, x2) = pts
    if y1 == y2:
        flip = False
    else:
        g = [list(c) for c in zip(*g)]
        (y1, x1), (y2, x2) = (x1, y1), (x2, y2)
        flip = True
    a, b = g[y1][x1], g[y2][x2]
    # line length: 5 for distance 11, 6 for distance 13, 4 for distance 9
    n = {11: 5, 13: 6, 9: 4}.get(x2 - x1, 5)
    for k in range(n):
        g[y1][x1 + k] = a
        g[y1][x2 - k] = b
    for d in (-2, -1, 1, 2):
        if 0 <= y1 + d < len(g):
            g[y1 + d][x1 + n - 1] = a
            g[y1 + d][x2 - n + 1] = b
            if abs(d) == 2:
                g[y1 + d][x1 + n] = a
                g[y1 + d][x2 - n] = b
    if flip:
        g = [list(c) for c in zip(*g)]
    return g
