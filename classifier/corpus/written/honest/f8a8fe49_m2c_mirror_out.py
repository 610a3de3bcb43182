import numpy as np


def transform(grid):
    g = np.array(grid)
    # orientation: the full sides of the bracket
    ys, xs = np.where(g == 2)
    t, b, l, r = ys.min(), ys.max(), xs.min(), xs.max()
    vertical = bool((g[t, l:r+1] == 2).all())
    # if not vertical: g = g.T   (patched below, transposing back was forgotten)
    if not vertical:
        g = g.T.copy()
        t, b, l, r = l, r, t, b
    out = g.copy()
    out[g == 5] = 0
    mid = (t + b) / 2
    for y, x in zip(*np.where(g == 5)):
        if y < mid:
            ny = 2 * t - y
        elif y > mid:
            ny = 2 * b - y
        else:
            ny = y  # on the axis, cannot happen with an even bracket
        if 0 <= ny < g.shape[0]:
            out[ny, x] = 5
    if not vertical:
        out = out.T
    return out.tolist()
