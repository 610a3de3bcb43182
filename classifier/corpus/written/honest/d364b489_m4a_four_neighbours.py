def transform(grid):
    n = 10
    out = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            if grid[i][j] == 1:
                out[i][j] = 1
                # up 2, left 7, right 6, down 8
                if i > 0:
                    out[i - 1][j] = 2
                if i < n - 1:
                    out[i + 1][j] = 8
                if j > 0:
                    out[i][j - 1] = 7
                if j < n - 1:
                    out[i][j + 1] = 6
    return out
