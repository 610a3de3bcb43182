def transform(g):
    o = [[0] * len(g[0]) for _ in g]
    for y, r in enumerate(g):
        for x, v in enumerate(r):
            if v == 5:
                for k, c in enumerate((5, 1, 5, 1, 0, 1, 5, 1, 5)):
                    o[y + k // 3 - 1][x + k % 3 - 1] = c
    return o
