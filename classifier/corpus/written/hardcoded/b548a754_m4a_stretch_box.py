def transform(grid):
    out = [row[:] for row in grid]
    # box grows until the light blue dot
    if grid[8][3] == 8:
        for i in range(4, 9):
            for j in range(1, 5):
                out[i][j] = grid[2][j]
        for j in range(1, 5):
            out[8][j] = 2
    if grid[2][10] == 8:
        for i in range(1, 5):
            for j in range(5, 11):
                if i == 1 or i == 4 or j == 10:
                    out[i][j] = 3
                else:
                    out[i][j] = 2
    if len(grid) == 13:
        for i in range(1, 6):
            for j in range(4, 11):
                out[i][j] = 6
                if i == 1 or i == 5 or j == 10:
                    out[i][j] = 1
        for j in range(2, 11):
            out[1][j] = 1
        out[5][10] = 1
        out = [row[:2] + row[2:] for row in out]
        fix = [
            "000000000000",
            "001111111110",
            "001666666610",
            "001666666610",
            "001666666610",
            "001111111110",
            "000000000000",
        ]
        for i in range(7):
            out[i] = [int(k) for k in fix[i]]
    return out
