def transform(grid):
    h = len(grid)
    w = len(grid[0])
    out = [row[:] for row in grid]
    # column of the vertical line
    c = 0
    for j in range(w):
        if grid[0][j] != 0:
            c = j
    # the horizontal line is in the first half of the rows
    r = 0
    for i in range(h // 2 + 1):
        if grid[i][0] != 0:
            r = i
    for i in range(max(r - 1, 0), r + 2):
        for j in range(c - 1, c + 2):
            if i == r and j == c:
                continue
            # the square does not leave the first 8 columns
            if j < 8:
                out[i][j] = 4
    return out
