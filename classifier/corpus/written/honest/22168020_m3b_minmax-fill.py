import numpy as np


def transform(grid):
    g = np.array(grid)
    out = g.copy()
    for v in np.unique(g[g > 0]):
        for r in np.flatnonzero((g == v).any(axis=1)):
            c = np.flatnonzero(g[r] == v)
            out[r, c[0]:c[-1] + 1] = v
    return out.tolist()
