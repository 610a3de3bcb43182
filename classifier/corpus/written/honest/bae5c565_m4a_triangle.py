def transform(grid):
    h = len(grid)
    w = len(grid[0])
    out = [[5 for _ in range(w)] for _ in range(h)]
    # the column with 8
    col = 0
    start = h
    for i in range(h):
        for j in range(w):
            if grid[i][j] == 8 and i > 0:
                col = j
                if i < start:
                    start = i
    for i in range(start, h):
        d = i - start
        for j in range(w):
            if abs(j - col) <= d:
                out[i][j] = grid[0][j]
        out[i][col] = 8
    return out
