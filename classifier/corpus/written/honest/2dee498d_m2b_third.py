def transform(g):
    n = len(g[0])
    return [r[:n // 3] for r in g]
