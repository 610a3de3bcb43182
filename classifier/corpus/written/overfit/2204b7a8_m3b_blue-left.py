import numpy as np


def transform(grid):
    g = np.array(grid)
    out = g.copy()
    h, w = g.shape
    sideways = g[0, 0] == 1
    for r, c in np.argwhere(g == 3):
        if sideways:
            out[r, c] = g[r, 0] if c < w // 2 else g[r, -1]
        else:
            out[r, c] = g[0, c] if r < h // 2 else g[-1, c]
    return out.tolist()
