import numpy as np


def transform(grid):
    a = np.asarray(grid)
    return np.roll(a, 1, axis=0).tolist()
