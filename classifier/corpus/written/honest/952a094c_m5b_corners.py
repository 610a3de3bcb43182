def transform(g):
    s = max({*sum(g, [])} - {0}, key=sum(g, []).count)
    b = [(y, x) for y in range(len(g)) for x in range(len(g[0])) if g[y][x] == s]
    (t, l), (d, r) = b[0], b[-1]
    k = [(y, x) for y in range(t + 1, d) for x in range(l + 1, r) if g[y][x]]
    q = [(t - 1, l - 1), (t - 1, r + 1), (d + 1, l - 1), (d + 1, r + 1)]
    for (y, x), (a, c) in zip(k, q[::-1]):
        g[a][c] = g[y][x]
        g[y][x] = 0
    return g
