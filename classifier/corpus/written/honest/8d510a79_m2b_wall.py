def transform(g):
    w = [i for i, r in enumerate(g) if r.count(5) == len(r)][0]
    h = len(g)
    o = [r[:] for r in g]
    for i in range(h):
        for j, v in enumerate(g[i]):
            up = i < w
            if v == 2:
                R = range(i, w) if up else range(w + 1, i)
            elif v == 1:
                R = range(0, i) if up else range(i, h)
            else:
                R = ()
            for k in R:
                if o[k][j] == 0:
                    o[k][j] = v
    return o
