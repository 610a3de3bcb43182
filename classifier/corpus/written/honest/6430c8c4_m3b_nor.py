import numpy as np


def transform(grid):
    g = np.array(grid)
    top, bottom = g[:4], g[5:9]
    out = np.zeros((4, 4), dtype=int)
    out[(top == 0) & (bottom == 0)] = 3
    return out.tolist()
