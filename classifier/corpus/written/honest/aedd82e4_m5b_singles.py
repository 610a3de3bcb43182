def transform(g):
    e = lambda y, x: 0 <= y < len(g) and 0 <= x < len(g[0]) and g[y][x]
    return [[v and 1 + bool(e(y+1, x) or e(y-1, x) or e(y, x+1) or e(y, x-1)) for x, v in enumerate(r)] for y,
        r in enumerate(g)]
