import numpy as np


def transform(grid_lst):
    a = np.array(grid_lst)
    out = np.pad(a, 1, mode="edge")
    # corners
    for y in (0, -1):
        for x in (0, -1):
            out[y, x] = 0
    # out[1:-1, 1:-1] = a
    return out.tolist()
