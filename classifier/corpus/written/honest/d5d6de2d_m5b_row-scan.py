def transform(g):
    o = [[0] * len(r) for r in g]
    for y, r in enumerate(g):
        if r.count(2) > 1:
            i = [x for x, v in enumerate(r) if v == 2]
            if len(i) < 4:
                for x in range(i[0], i[-1]): o[y][x] = 3 * (r[x] == 0)
    return o
