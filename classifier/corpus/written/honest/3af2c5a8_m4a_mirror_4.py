def transform(grid):
    rows, cols = len(grid), len(grid[0])
    out = [[0 for j in range(cols * 2)] for i in range(rows * 2)]
    for i in range(rows):
        for j in range(cols):
            v = grid[i][j]
            out[i][j] = v
            out[i][2 * cols - 1 - j] = v
            out[2 * rows - 1 - i][j] = v
            out[2 * rows - 1 - i][2 * cols - 1 - j] = v
    return out
