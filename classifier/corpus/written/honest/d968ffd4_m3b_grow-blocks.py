import numpy as np


def transform(grid):
    g = np.array(grid)
    turned = g.shape[0] > g.shape[1]
    if turned:
        g = g.T
    h, w = g.shape
    bg = g[0, 0]
    cols = np.flatnonzero((g != bg).any(axis=0))
    left, right = g[h // 2, cols[0]], g[h // 2, cols[-1]]
    lw, rw = int((g[h // 2] == left).sum()), int((g[h // 2] == right).sum())
    gap = w - lw - rw - cols[0] - (w - 1 - cols[-1])
    n = gap // 2
    out = g.copy()
    a, b = cols[0] + lw, cols[-1] - rw + 1
    out[:, a:a + n] = left
    out[:, b - n:b] = right
    return (out.T if turned else out).tolist()
