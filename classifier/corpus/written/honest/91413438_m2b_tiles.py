def transform(g):
    f = [x for r in g for x in r]
    z = f.count(0)
    n = 9 - z
    o = [[0] * (3 * z) for _ in range(3 * z)]
    for k in range(n):
        y, x = divmod(k, z)
        for i in range(3):
            o[3*y+i][3*x:3*x+3] = g[i]
    return o
