import numpy as np


def transform(grid):
    g = np.array(grid)
    z = g == 0
    rows = z[:, 1:-1].all(axis=1)
    cols = z[1:-1].all(axis=0)
    g[z & (rows[:, None] | cols[None, :])] = 3
    return g.tolist()
