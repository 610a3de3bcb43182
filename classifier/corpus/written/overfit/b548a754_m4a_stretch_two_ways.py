def transform(grid):
    h = len(grid)
    w = len(grid[0])
    out = [row[:] for row in grid]
    di = 0
    dj = 0
    for i in range(h):
        for j in range(w):
            if grid[i][j] == 8:
                di = i
                dj = j
    # box position
    top = h
    left = w
    bottom = 0
    right = 0
    for i in range(h):
        for j in range(w):
            if grid[i][j] != 0 and grid[i][j] != 8:
                top = min(top, i)
                bottom = max(bottom, i)
                left = min(left, j)
                right = max(right, j)
    outer = grid[top][left]
    inner = grid[top + 1][left + 1]
    # grow down
    if di > bottom and dj <= right:
        bottom = di
    # grow right
    if dj > right:
        right = dj
    for i in range(top, bottom + 1):
        for j in range(left, right + 1):
            if i == top or i == bottom or j == left or j == right:
                out[i][j] = outer
            else:
                out[i][j] = inner
    return out
