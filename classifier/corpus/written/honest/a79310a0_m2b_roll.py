def transform(g):
    w = len(g[0])
    return [[0] * w] + [[2 * (x == 8) for x in r] for r in g[:-1]]
