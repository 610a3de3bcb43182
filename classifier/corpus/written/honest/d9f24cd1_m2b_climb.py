def transform(g):
    o = [r[:] for r in g]
    h = len(g)
    for j, v in enumerate(g[-1]):
        if v != 2: continue
        i, x = h - 1, j
        while i >= 0:
            o[i][x] = 2
            if i and g[i-1][x] == 5:
                x += 1
                o[i][x] = 2
            i -= 1
    return o
