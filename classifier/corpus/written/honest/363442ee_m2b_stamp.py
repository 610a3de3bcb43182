def transform(g):
    t = [r[:3] for r in g[:3]]
    o = [r[:] for r in g]
    for i, r in enumerate(g):
        for j, x in enumerate(r):
            if x == 1 and j > 3:
                for a in 0, 1, 2:
                    o[i-1+a][j-1:j+2] = t[a]
    return o
