import numpy as np


def transform(grid_lst):
    g = np.asarray(grid_lst)
    left, right = g[:, :3], g[:, 4:]
    return np.where((left == 0) & (right == 0), 8, 0).tolist()
