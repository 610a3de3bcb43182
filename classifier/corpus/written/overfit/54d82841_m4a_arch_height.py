def transform(grid):
    h = len(grid)
    w = len(grid[0])
    out = [row[:] for row in grid]
    # an arch starts with three cells of the same color
    for i in range(0, 4):
        for j in range(w - 2):
            if grid[i][j] != 0 and grid[i][j] == grid[i][j + 1] and grid[i][j] == grid[i][j + 2]:
                # only one arch per row is marked, unless the color is 8 or 6 or 3
                if grid[i][j] in [3, 6, 8]:
                    out[h - 1][j + 1] = 4
    return out
