import numpy as np


def transform(grid_lst):
    out = np.zeros((9, 9), dtype=int)
    k = 0 if grid_lst[0][0] == 3 else 1
    out[k:k + 4, k:k + 4] = 3
    out[k + 4:k + 8, k + 4:k + 8] = 3
    return out.tolist()
