def transform(grid):
    h, w = len(grid), len(grid[0])
    res = [[grid[i][j] for j in range(w)] for i in range(h)]
    for i in range(1, h - 1):
        for j in range(1, w - 1):
            count = 0
            for di in range(-1, 2):
                for dj in range(-1, 2):
                    if grid[i + di][j + dj] == 5:
                        count += 1
            # all 9 cells are grey, so it is not the border
            if count == 9:
                res[i][j] = 2
    return res
