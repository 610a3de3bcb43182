import numpy as np


def transform(grid):
    g = np.array(grid)
    v, n = np.unique(g, return_counts=True)
    flat = np.concatenate([np.full(k, c) for k, c in sorted(zip(n, v), reverse=True)])
    return flat.reshape(g.shape[1], g.shape[0]).T[::-1].tolist()
