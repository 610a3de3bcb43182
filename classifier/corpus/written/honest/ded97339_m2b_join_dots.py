def transform(g):
    o = [r[:] for r in g]
    p = [(i, j) for i in range(len(g)) for j in range(len(g[0])) if g[i][j]]
    for a, b in p:
        for c, d in p:
            if a == c:
                for k in range(min(b, d), max(b, d)):
                    o[a][k] = 8
            if b == d:
                for k in range(min(a, c), max(a, c)):
                    o[k][b] = 8
    return o
