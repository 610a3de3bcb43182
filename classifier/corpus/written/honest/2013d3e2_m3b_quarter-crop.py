import numpy as np


def transform(grid):
    g = np.array(grid)
    rr, cc = np.nonzero(g)
    r, c = rr.min(), cc.min()
    # the figure is 6x6 and four-fold, one quarter is enough
    return g[r:r + 3, c:c + 3].tolist()
