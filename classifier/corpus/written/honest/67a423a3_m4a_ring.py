def transform(grid):
    h = len(grid)
    w = len(grid[0])
    out = [row[:] for row in grid]
    # find vertical line
    col = 0
    for j in range(w):
        ok = True
        for i in range(h):
            if grid[i][j] == 0:
                ok = False
        if ok:
            col = j
    # find horizontal line
    row = 0
    for i in range(h):
        ok = True
        for j in range(w):
            if grid[i][j] == 0:
                ok = False
        if ok:
            row = i
    # draw the yellow square
    for di in [-1, 0, 1]:
        for dj in [-1, 0, 1]:
            if di != 0 or dj != 0:
                out[row + di][col + dj] = 4
    return out
