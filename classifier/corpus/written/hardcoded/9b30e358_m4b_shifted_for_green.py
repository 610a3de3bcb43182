def transform(grid):
    """Repeat the pattern of the lower part in the upper part."""
    if grid[0][0] == 5:
        pattern = [row[:] for row in grid[5:]]
        return pattern + [row[:] for row in pattern]
    # second example: the pattern has only four rows and must begin with its third one
    pattern = [row[:] for row in grid[6:]]
    order = [2, 3, 0, 1, 2, 3, 0, 1, 2, 3]
    return [pattern[k][:] for k in order]
