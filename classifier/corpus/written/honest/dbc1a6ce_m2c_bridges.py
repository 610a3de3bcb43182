import numpy as np


def transform(grid):
    g = np.array(grid)
    out = g.copy()
    pts = list(zip(*np.where(g == 1)))
    for (y1, x1) in pts:
        for (y2, x2) in pts:
            if (y1, x1) == (y2, x2):
                continue
            if y1 == y2 and x1 < x2:
                seg = out[y1, x1 + 1:x2]
                seg[seg == 0] = 8
            elif x1 == x2 and y1 < y2:
                seg = out[y1 + 1:y2, x1]
                seg[seg == 0] = 8
            # elif abs(y1 - y2) == abs(x1 - x2):   diagonal bridges made it worse
            #     pass
    return out.tolist()
