def transform(grid):
    out = [row[:] for row in grid]
    n = len(grid)
    # fill every square: look for the first inner row
    for i in range(1, n - 1):
        j = 0
        while j < n:
            if grid[i][j] == 5:
                k = j + 1
                while k < n and grid[i][k] == 0:
                    k += 1
                width = k - j - 1
                if k < n and 0 < width < 4 and grid[i - 1][j + 1] in (5, 0) and out[i - 1][j + 1] != 0:
                    # single holes only occur in the corners of the grid
                    if width == 1:
                        if (j < 5 and grid[i - 1][j] == 5 and i != 4 + 1) or i == 3:
                            out[i][j + 1] = 6
                    else:
                        for x in range(j + 1, k):
                            out[i][x] = 5 + width
                j = k
            else:
                j += 1
    return out
