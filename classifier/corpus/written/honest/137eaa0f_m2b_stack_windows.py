def transform(g):
    o = [[0] * 3 for _ in range(3)]
    o[1][1] = 5
    for i in range(1, len(g) - 1):
        for j in range(1, len(g[0]) - 1):
            if g[i][j] == 5:
                for a in range(3):
                    for b in range(3):
                        x = g[i - 1 + a][j - 1 + b]
                        if x and x != 5:
                            o[a][b] = x
    return o
