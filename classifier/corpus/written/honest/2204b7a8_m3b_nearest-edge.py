import numpy as np


def transform(grid):
    g = np.array(grid)
    flip = g[0, 0] == g[0, -1]
    if flip:
        g = g.T
    w = g.shape[1]
    out = g.copy()
    for r, c in np.argwhere(g == 3):
        out[r, c] = g[r, 0] if c < w / 2 else g[r, -1]
    return (out.T if flip else out).tolist()
