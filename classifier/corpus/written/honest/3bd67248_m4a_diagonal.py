def transform(grid):
    n = len(grid)
    out = [row[:] for row in grid]
    # red diagonal from the upper right corner
    i = 0
    j = n - 1
    while i < n - 1:
        out[i][j] = 2
        i = i + 1
        j = j - 1
    # yellow bottom line
    for k in range(1, n):
        out[n - 1][k] = 4
    return out
