import numpy as np


def transform(grid_lst):
    grid = np.array(grid_lst)
    output = np.zeros_like(grid)

    # Blue (1) is the anchor; everything else is moved vertically to blue's rows.
    anchor_top = np.where(grid == 1)[0].min()
    for color in np.unique(grid):
        if color == 0:
            continue
        rows, cols = np.where(grid == color)
        offset = anchor_top - rows.min()
        output[rows + offset, cols] = color
    return output.tolist()
