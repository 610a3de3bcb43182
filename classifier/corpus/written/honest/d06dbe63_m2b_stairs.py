def transform(g):
    h, w = len(g), len(g[0])
    o = [r[:] for r in g]
    y, x = [(i, j) for i in range(h) for j in range(w) if g[i][j] == 8][0]
    for s in (1, -1):
        a, b = y, x
        while 0 <= a < h:
            a -= s
            if 0 <= a < h and 0 <= b < w: o[a][b] = 5
            a -= s
            for k in range(3):
                if 0 <= a < h and 0 <= b + s*k < w: o[a][b + s*k] = 5
            b += 2 * s
    return o
