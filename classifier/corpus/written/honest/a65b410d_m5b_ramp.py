def transform(g):
    y = next(i for i, r in enumerate(g) if 2 in r); n = g[y].count(2)
    return [[([1, 3][i < y] if i - y else 2) * (j < n + y - i) for j in range(len(g[0]))] for i in range(len(g))]
