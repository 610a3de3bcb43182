def transform(g):
    H, W = len(g), len(g[0])
    o = [r[:] for r in g]
    y, x = [(i, j) for i in range(H) for j in range(W) if g[i][j]][0]
    s = [[g[y][x], g[y][x+1]], [g[y+1][x], g[y+1][x+1]]]
    for a in 0, 1:
        for b in 0, 1:
            for i in 0, 1:
                for j in 0, 1:
                    p = y - 2 + i if a else y + 2 + i
                    q = x - 2 + j if b else x + 2 + j
                    if 0 <= p < H and 0 <= q < W:
                        o[p][q] = s[a][b]
    return o
