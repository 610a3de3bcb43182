import numpy as np


def transform(grid):
    g = np.array(grid)
    r, c = np.argwhere(g)[0]
    # the first cell is the left one of the top row, except in the arrow
    c = c if g[r, c + 1] else c - 1
    p = g[r:r + 3, c:c + 3]
    if g[r, c] and g[r + 1, c - 1]:
        p = g[r:r + 3, c - 1:c + 2]
    return np.hstack([p, p]).tolist()
