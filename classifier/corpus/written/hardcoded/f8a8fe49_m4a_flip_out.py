def transform(grid):
    out = [row[:] for row in grid]
    # remove the grey cells
    for i in range(15):
        for j in range(15):
            if out[i][j] == 5:
                out[i][j] = 0
    if grid[4][5] == 2:
        cells = [(1, 6), (1, 8), (2, 6), (2, 7), (2, 8), (13, 7)]
    else:
        if grid[9][3] == 2:
            cells = [(5, 1), (5, 12), (6, 0), (6, 12), (7, 0), (7, 12), (8, 1), (8, 12)]
        else:
            cells = [(4, 1), (4, 12), (5, 0), (5, 1), (5, 12), (6, 0), (6, 12)]
    # put them outside of the red brackets
    for (i, j) in cells:
        out[i][j] = 5
    return out
