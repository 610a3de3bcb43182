import numpy as np


def transform(grid):
    g = np.array(grid)
    h, w = g.shape
    top = min(w - 1, 3)
    k = np.arange(h) % (2 * top)
    col = np.where(k <= top, k, 2 * top - k)
    out = np.full((h, w), 8)
    out[h - 1 - np.arange(h), col] = 1
    return out.tolist()
