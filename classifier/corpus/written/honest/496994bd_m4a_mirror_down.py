def transform(grid):
    h = len(grid)
    w = len(grid[0])
    out = [[0] * w for _ in range(h)]
    # find how many rows are colored
    n = 0
    for i in range(h):
        is_empty = True
        for j in range(w):
            if grid[i][j] != 0:
                is_empty = False
        if not is_empty:
            n = n + 1
    # put the stripes at the top and at the bottom
    for i in range(n):
        for j in range(w):
            out[i][j] = grid[i][j]
            out[h - i - 1][j] = grid[i][j]
    return out
