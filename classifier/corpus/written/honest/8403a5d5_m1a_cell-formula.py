def transform(grid):
    # Find the single coloured pixel in the last row
    n = len(grid)
    start_col, color = None, None
    for c in range(n):
        if grid[n - 1][c] != 0:
            start_col = c
            color = grid[n - 1][c]
            break
    if start_col is None:
        return grid

    result = []
    for r in range(n):
        row = []
        for c in range(n):
            d = c - start_col
            if d >= 0 and d % 2 == 0:
                row.append(color)
            elif d >= 0 and r == 0 and d % 4 == 1:
                row.append(5)
            elif d >= 0 and r == n - 1 and d % 4 == 3:
                row.append(5)
            else:
                row.append(0)
        result.append(row)
    return result
