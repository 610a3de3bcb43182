import numpy as np


def transform(grid):
    g = np.array(grid)
    h, w = g.shape
    m = g != 8
    color, n = g[m][0], m.sum()
    out = np.full((h, w), 8)
    s = (w - n) // 2
    out[h // 2, s:s + n] = color
    return out.tolist()
