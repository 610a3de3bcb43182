def transform(grid):
    n_rows = len(grid)
    n_cols = len(grid[0])
    temp = [row[:] for row in grid]
    for r in range(n_rows):
        for c in range(n_cols - 2):
            a = grid[r][c]
            b = grid[r][c + 1]
            d = grid[r][c + 2]
            # 1 0 1 becomes 1 2 1
            if a == 1:
                if b == 0:
                    if d == 1:
                        temp[r][c + 1] = 2
    return temp
