def transform(g):
    h, w = len(g), len(g[0])
    return [[v or int(any(g[i][j] == 2 for i in range(max(y-1, 0), min(y+2, h)) for j in range(max(x-1, 0),
        min(x+2, w)))) for x, v in enumerate(r)] for y, r in enumerate(g)]
