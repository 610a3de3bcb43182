import numpy as np
from scipy.ndimage import label


def transform(grid):
    g = np.array(grid)
    out = np.zeros_like(g)
    lab, n = label(g == 0)
    for k in range(1, n + 1):
        m = lab == k
        size = int(m.sum())
        # background is large, holes are small
        # size < 6 -> 0.33
        # size < 10 -> 0.67
        if size <= 12:
            out[m] = 3
    out[g == 2] = 0
    return out.tolist()
