import numpy as np


def transform(grid):
    g = np.array(grid)
    n = g.shape[0]
    i = np.arange(n)
    d = np.minimum(i, n - 1 - i)
    depth = np.minimum.outer(d, d)
    rings = [g[k, k] for k in range(n // 2)][::-1]
    return np.array(rings)[depth].tolist()
