def transform(g):
    o = [[0] * 6 for _ in range(6)]
    for i in range(3):
        for j in range(3):
            k = 0
            while g[i][j] and i + k < 6 and j + k < 6:
                o[i+k][j+k] = g[i][j]
                k += 1
    return o
