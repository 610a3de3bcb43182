def transform(grid):
    """Mirror the blue figure to the side where it leaves room."""
    to_left = grid[1][3] == 0
    out = [row[:] for row in grid]
    for row in out[:3]:
        copy = row[3:6][::-1]
        if to_left:
            row[:3] = copy
        else:
            row[6:] = copy
    return out
