def transform(grid):
    """Continue the ornament at the bottom to the right edge."""
    rows, cols = len(grid), len(grid[0])
    marker = grid[-1][0]

    # period of the ornament
    if marker == 1:
        period = 3
    elif marker == 3:
        period = 4
    elif marker == 4:
        period = 6
    else:
        period = 2

    result = [[0] * cols for _ in range(rows)]
    for r in range(rows):
        for c in range(cols):
            result[r][c] = grid[r][c % period]
    return result
