import numpy as np


def transform(grid):
    g = np.array(grid)
    colours, n = np.unique(g[g > 0], return_counts=True)
    # the mirror is 2, the figure is the other colour
    main = [c for c in colours if c != 2][0]
    out = np.full(g.shape, 3)
    ys, xs = np.where(g == main)
    my, mx = np.where(g == 2)
    out[ys, xs] = main
    # side of the mirror (gen 2: by centroid, was wrong for tall figures)
    if len(set(mx)) == 1 and mx[0] > xs.max():
        out[ys, 2 * xs.max() + 1 - xs] = main
    elif len(set(mx)) == 1 and mx[0] < xs.min():
        out[ys, 2 * xs.min() - 1 - xs] = main
    elif my[0] > ys.max():
        out[2 * ys.max() + 1 - ys, xs] = main
    else:
        out[2 * ys.min() - 1 - ys, xs] = main
    return out.tolist()
