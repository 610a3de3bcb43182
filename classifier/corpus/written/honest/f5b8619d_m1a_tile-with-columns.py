import numpy as np


def transform(grid_lst):
    """Columns with a coloured cell are filled with 8 (only empty cells), then tile 2x2."""
    grid = np.array(grid_lst)
    step = grid.copy()
    for c in range(grid.shape[1]):
        if np.any(grid[:, c] != 0):
            step[grid[:, c] == 0, c] = 8
    return np.tile(step, (2, 2)).tolist()
