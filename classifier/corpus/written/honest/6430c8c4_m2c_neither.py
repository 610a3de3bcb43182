import numpy as np


def transform(grid_lst):
    g = np.array(grid_lst)
    sep = None
    for i in range(g.shape[0]):
        if len(set(g[i])) == 1 and g[i, 0] == 4:
            sep = i
            break
    if sep is None:
        sep = 4
    top = g[:sep]
    bottom = g[sep + 1:]
    # out = np.where((top == 0) ^ (bottom == 0), 3, 0)    # 0.25
    # out = np.where((top == 0) | (bottom == 0), 3, 0)    # 0.0
    out = np.where((top == 0) & (bottom == 0), 3, 0)
    out[out > 3] = 3
    return out.tolist()
