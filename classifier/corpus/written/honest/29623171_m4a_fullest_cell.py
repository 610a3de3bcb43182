def transform(grid):
    size = 11
    out = [[0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            if grid[i][j] == 5:
                out[i][j] = 5
    counts = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    color = 0
    for i in range(size):
        for j in range(size):
            v = grid[i][j]
            if v != 0 and v != 5:
                counts[i // 4][j // 4] += 1
                color = v
    biggest = 0
    for a in range(3):
        for b in range(3):
            if counts[a][b] > biggest:
                biggest = counts[a][b]
    for a in range(3):
        for b in range(3):
            if counts[a][b] == biggest:
                for i in range(a * 4, a * 4 + 3):
                    for j in range(b * 4, b * 4 + 3):
                        out[i][j] = color
    return out
