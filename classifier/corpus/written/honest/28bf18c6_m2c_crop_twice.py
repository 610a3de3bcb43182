import numpy as np


def transform(grid):
    g = np.array(grid)
    nz = np.argwhere(g != 0)
    if nz.size == 0:
        return grid
    (t, l), (b, r) = nz.min(axis=0), nz.max(axis=0)
    crop = g[t:b + 1, l:r + 1]
    # crop = np.pad(crop, ...)        not needed
    # return np.tile(crop, (1, 3))    too wide
    out = np.tile(crop, (1, 2))
    if out.shape[1] != 2 * crop.shape[1]:
        out = np.hstack([crop, crop])
    return out.tolist()
