import numpy as np


def transform(grid):
    g = np.array(grid)
    out = g.copy()
    v = g[2, 2]
    # v == 9 : first pair
    if v == 9:
        out[0:2, 0:2], out[0:2, 4:6] = 8, 7
        out[4:6, 0:2], out[4:6, 4:6] = 3, 9
    # shifted block
    elif g[1, 1] == 4:
        out[0, 0:5] = [1, 0, 0, 2, 2]
        out[3:5, 0:5] = [[6, 0, 0, 4, 4], [6, 0, 0, 4, 4]]
    elif v == 3:
        out[0:2, 0:2], out[0:2, 4:6] = 2, 5
        out[4:6, 0:2], out[4:6, 4:6] = 6, 3
    return out.tolist()
