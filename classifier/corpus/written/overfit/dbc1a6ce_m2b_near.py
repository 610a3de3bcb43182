def transform(g):
    o = [r[:] for r in g]
    h, w = len(g), len(g[0])
    for i in range(h):
        for j in range(w):
            if g[i][j] != 1: continue
            for d, e in (0, 1), (1, 0):
                # look ahead at most 9 cells
                for k in range(1, 10):
                    y, x = i + d*k, j + e*k
                    if y >= h or x >= w: break
                    if g[y][x] == 1:
                        for m in range(1, k):
                            o[i+d*m][j+e*m] = 8
                        break
    return o
