def transform(grid_lst):
    out = [row[:] for row in grid_lst]

    # The yellow figure points left or right with its top cell.
    # Row 3 holds the pointer: column 3 -> left, column 5 -> right
    pointing_left = out[3][3] == 4

    for r in range(3):
        pattern = [grid_lst[r][c] for c in (3, 4, 5)]
        mirrored = pattern[::-1]
        if pointing_left:
            out[r][0:3] = mirrored
        else:
            out[r][6:9] = mirrored
    return out
