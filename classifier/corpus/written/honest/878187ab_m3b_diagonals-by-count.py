import numpy as np


def transform(grid):
    g = np.array(grid)
    _, n = np.unique(g[g != 7], return_counts=True)
    w, h = n.max(), n.min()
    out = np.full((16, 16), 7)
    pic = out[-h:, :w]
    pic[:] = 2
    for k in range(h):
        pic[h - 1 - k, [k, w - 1 - k]] = 4
    return out.tolist()
