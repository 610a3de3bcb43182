import numpy as np

def transform(grid):
    g = np.array(grid)
    o = g.copy()
    w = g.shape[1]
    L, = np.where(g[:, 0] == 2)
    R, = np.where(g[:, -1] == 2)
    for y, x in np.argwhere(g == 8):
        o[y, x] = 4
        if y in L:
            o[y, 1:x] = 8
            o[y - L[0] + R[0], 0:w-1] = 8
        else:
            o[y, x+1:w-1] = 8
            o[y - R[0] + L[0], 1:w] = 8
    return o.tolist()
