def transform(g):
    h, w = len(g), len(g[0]); m = w // 2; k = g[-1][m]; s = g[-2].count(g[-2][m])
    for d in range(1, 3):
        for x in (m - s // 2 - d, m + s // 2 + d):
            if h - 2 - d >= 0 and 0 <= x < w: g[h - 2 - d][x] = k
    return g
