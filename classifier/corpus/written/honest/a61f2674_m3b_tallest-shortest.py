import numpy as np


def transform(grid):
    g = np.array(grid) == 5
    h = g.sum(axis=0)
    out = np.zeros(g.shape, dtype=int)
    tall = h.argmax()
    short = np.where(h > 0, h, 99).argmin()
    out[g[:, tall], tall] = 1
    out[g[:, short], short] = 2
    return out.tolist()
