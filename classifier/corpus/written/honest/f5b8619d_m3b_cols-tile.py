import numpy as np


def transform(grid):
    g = np.array(grid)
    hit = (g != 0).any(axis=0)
    g[(g == 0) & hit[None, :]] = 8
    return np.tile(g, (2, 2)).tolist()
