def transform(g):
    o = [r[:] for r in g]
    for i, r in enumerate(g):
        p = [j for j, x in enumerate(r) if x]
        if len(p) == 2:
            for j in range(p[0], p[1]):
                o[i][j] = r[p[0]]
    return o
