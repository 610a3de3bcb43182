def transform(g):
    w = len(g[0]); b = sorted([v for v in r if v] for r in g)
    return [[0] * (w - len(x)) + x for x in sorted(b, key=len)]
