import numpy as np


def transform(grid_lst):
    """
    A 2x2 colour key sits in one corner behind the light blue lines, and a 6x6 green
    pattern fills the opposite corner. Colour each 3x3 quarter with its key colour.
    """
    grid = np.array(grid_lst)

    if grid[2, 0] == 8 and grid[0, 2] == 8:
        # key in the top-left corner
        key = grid[0:2, 0:2]
        pattern = grid[3:9, 3:9]
    elif grid[2, 0] == 8:
        # key in the top-right corner
        key = grid[0:2, 7:9]
        pattern = grid[3:9, 0:6]
    else:
        # key in the bottom-left corner
        key = grid[7:9, 0:2]
        pattern = grid[0:6, 3:9]

    colors = np.kron(key, np.ones((3, 3), dtype=int))
    return np.where(pattern == 3, colors, 0).tolist()
