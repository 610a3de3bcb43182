def transform(g):
    h = len(g)
    w = len(g[0])
    return [[8 if i*j == 0 or i == h-1 or j == w-1 else 0 for j in range(w)] for i in range(h)]
