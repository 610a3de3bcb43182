import numpy as np


def transform(grid):
    g = np.array(grid)
    n = next(i for i in range(1, 31) if len(set(g[i])) == 1 and (g[:, i] == g[i, 0]).all())
    return np.fliplr(g[::n + 1, ::n + 1]).tolist()
