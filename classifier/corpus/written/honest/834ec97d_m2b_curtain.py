def transform(g):
    o = [r[:] for r in g]
    n = len(g)
    y, x = [(i, j) for i in range(n) for j in range(n) if g[i][j]][0]
    o[y + 1][x] = g[y][x]
    for i in range(y + 1):
        for j in range(n):
            o[i][j] = 4 if abs(j - x) % 2 == 0 else 0
    return o
