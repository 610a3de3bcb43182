import numpy as np
from scipy.ndimage import label


def transform(grid):
    g = np.array(grid)
    h = g.shape[0]
    floor = np.flatnonzero((g == 2).all(axis=1))[0]
    lab, n = label(g == 1)
    out = np.where(g == 1, 8, g)
    for k in range(1, n + 1):
        r, c = np.nonzero(lab == k)
        top = r.min()
        if (r == top).sum() > 1:
            out[r + floor - 1 - top, c] = 1
        else:
            out[r + h - 1 - r.max(), c] = 1
            out[floor, c[0]] = 8
    return out.tolist()
