import numpy as np


def transform(grid):
    g = np.array(grid)
    v, n = np.unique(g[g != 7], return_counts=True)
    order = v[np.argsort(-n, kind="stable")]
    k = len(order)
    i = np.arange(2 * k - 1)
    d = np.minimum(i, i[::-1])
    return order[np.minimum.outer(d, d)].tolist()
