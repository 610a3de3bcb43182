def transform(g):
    w = len(g[0])
    o = [[0] * w for _ in g]
    for i in range(len(g)):
        for j in range(w):
            c = g[0][j]
            if not c: continue
            if i % 2 == 0:
                o[i][j] = c
            else:
                for k in (j - 1, j + 1):
                    if 0 <= k < w:
                        o[i][k] = c
    return o
