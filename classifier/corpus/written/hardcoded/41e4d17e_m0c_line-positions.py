import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled, n = label(grid == 1)
    out = grid.copy()

    # Lines through the center of the boxes
    if n == 1:
        lines = [('row', 3), ('col', 5)]
    else:
        lines = [('row', 5), ('col', 5), ('row', 11), ('col', 10)]

    for kind, k in lines:
        if kind == 'row':
            out[k, out[k] == 8] = 6
        else:
            out[out[:, k] == 8, k] = 6
    return out.tolist()
