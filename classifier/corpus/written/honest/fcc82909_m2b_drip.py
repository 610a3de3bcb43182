def transform(g):
    o = [r[:] for r in g]
    H = len(g)
    W = len(g[0])
    done = set()
    for i in range(H - 1):
        for j in range(W - 1):
            if g[i][j] and (i, j) not in done:
                q = [(i, j), (i, j+1), (i+1, j), (i+1, j+1)]
                done |= set(q)
                n = len({g[y][x] for y, x in q})
                for y in range(i + 2, min(H, i + 2 + n)):
                    o[y][j] = o[y][j + 1] = 3
    return o
