import numpy as np


def transform(grid):
    g = np.array(grid)
    (r2, c2), (r8, c8) = np.argwhere(g == 2)[0], np.argwhere(g == 8)[0]
    base = np.flatnonzero(g[-1] == 5)
    out = g.copy()
    out[r2, c2] = 7
    out[r8, c8] = 2
    side = base[-1] + 1 if c8 > c2 else base[0] - 1
    if 0 <= side < g.shape[1]:
        out[-1, side] = 8
    return out.tolist()
