def transform(grid):
    h, w = len(grid), len(grid[0])
    out = [[0 for _ in range(w)] for _ in range(h)]
    y = 0
    x = 0
    color = 0
    for i in range(h):
        for j in range(w):
            if grid[i][j] != 0:
                y, x, color = i, j, grid[i][j]
    # both diagonals through (y, x)
    for i in range(h):
        for j in range(w):
            if i - j == y - x:
                out[i][j] = color
            elif i + j == y + x:
                out[i][j] = color
    return out
