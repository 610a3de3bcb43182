import numpy as np


def transform(grid):
    a = np.array(grid)
    return np.block([[a, a[:, ::-1]], [a[::-1], a[::-1, ::-1]]]).tolist()
