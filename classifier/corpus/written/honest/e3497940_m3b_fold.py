import numpy as np


def transform(grid):
    g = np.array(grid)
    left, right = g[:, :4], g[:, 5:][:, ::-1]
    return np.maximum(left, right).tolist()
