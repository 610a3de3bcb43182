import numpy as np


def transform(grid):
    g = np.array(grid)
    v, n = np.unique(g[g > 0], return_counts=True)
    c = v[n.argmin()]
    out = np.zeros_like(g)
    out[(g[:, 0] == c) & (g[:, -1] == c)] = c
    out[:, (g[0] == c) & (g[-1] == c)] = c
    return out.tolist()
