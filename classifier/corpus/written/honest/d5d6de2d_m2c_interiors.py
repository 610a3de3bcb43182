import numpy as np
from scipy.ndimage import binary_fill_holes, label


def transform(grid):
    g = np.array(grid)
    res = np.zeros_like(g)
    # v1: bounding boxes of the components
    # lab, n = label(g == 2)
    # for i in range(1, n + 1):
    #     rr, cc = np.where(lab == i)
    #     res[rr.min()+1:rr.max(), cc.min()+1:cc.max()] = 3
    # v2: holes only, handles solid squares too
    holes = binary_fill_holes(g == 2) & (g != 2)
    res[holes] = 3
    if res.shape != g.shape:
        res = res[:g.shape[0], :g.shape[1]]
    # the frames themselves disappear
    res[g == 2] = 0
    return res.tolist()
