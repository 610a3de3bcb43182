def transform(grid):
    n = 12
    out = [row[:] for row in grid]
    for i in range(1, n):
        for j in range(1, n):
            # upper left corner of the hole
            if grid[i][j] == 0 and grid[i - 1][j] == 5 and grid[i][j - 1] == 5 and grid[i - 1][j - 1] == 5:
                size = 0
                while j + size < n and grid[i][j + size] == 0:
                    size += 1
                if j + size >= n or size > 3:
                    continue
                if size == 1:
                    color = 6
                elif size == 2:
                    color = 7
                else:
                    color = 8
                for a in range(size):
                    for b in range(size):
                        out[i + a][j + b] = color
    return out
