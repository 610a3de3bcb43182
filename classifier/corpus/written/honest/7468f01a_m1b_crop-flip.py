import numpy as np


def transform(grid_lst):
    g = np.array(grid_lst)
    ys, xs = np.nonzero(g)
    return np.fliplr(g[ys.min():ys.max() + 1, xs.min():xs.max() + 1]).tolist()
