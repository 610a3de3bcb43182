def transform(g):
    p = [(y, x) for y, r in enumerate(g) for x, v in enumerate(r) if v not in (0, 8)]
    y0, x0 = p[0]
    o = [[0] * 10 for _ in g]
    for y, r in enumerate(g):
        for x, v in enumerate(r):
            if v == 8 and (y < 1 or g[y - 1][x] != 8) and (x < 1 or r[x - 1] != 8):
                for a, b in p:
                    if y + a - y0 < 10 and x + b - x0 < 10: o[y + a - y0][x + b - x0] = g[a][b]
    return o
