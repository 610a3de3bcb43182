def transform(grid):
    n = len(grid)
    color = 0
    out = []
    for i in range(n):
        out.append([0] * n)
    # move each colored cell
    for i in range(n):
        for j in range(n):
            if grid[i][j] != 0:
                color = grid[i][j]
                out[n - 1 - j][i] = color
    return out
