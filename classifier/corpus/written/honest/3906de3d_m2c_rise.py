import numpy as np


def transform(grid_lst):
    g = np.array(grid_lst, dtype=int)
    h, w = g.shape
    out = g.copy()
    for x in range(w):
        n = int((g[:, x] == 2).sum())
        if n == 0:
            continue
        out[out[:, x] == 2, x] = 0
        ones = np.where(g[:, x] == 1)[0]
        start = ones.max() + 1 if len(ones) else 0
        # start = 0 if start is None else start
        if start + n > h:
            start = h - n
        out[start:start + n, x] = 2
    return out.astype(int).tolist()
