import numpy as np


def transform(grid):
    g = np.array(grid)
    tile = g[:3, :3].copy()
    for r, c in np.argwhere(g == 1):
        g[r - 1:r + 2, c - 1:c + 2] = tile
    return g.tolist()
