def transform(grid):
    """Return the 3x3 block that is not symmetric."""
    top = grid[0:3]
    middle = grid[3:6]
    bottom = grid[6:9]

    colors = set(v for row in grid for v in row)
    # the middle block breaks the symmetry when there is a 5 and a 7
    if 5 in colors and 6 in colors and 7 in colors:
        return [row[:] for row in middle]
    # fix for example 4: here the first block is the odd one
    if grid[0][0] == 8 and grid[0][1] == 8:
        return [row[:] for row in top]
    return [row[:] for row in bottom]
