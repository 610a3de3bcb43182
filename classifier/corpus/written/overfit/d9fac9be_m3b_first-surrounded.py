import numpy as np


def transform(grid):
    g = np.array(grid)
    best, score = 0, -1
    for r in range(1, g.shape[0] - 1):
        for c in range(1, g.shape[1] - 1):
            win = g[r - 1:r + 2, c - 1:c + 2]
            n = int(((win != 0) & (win != g[r, c])).sum())
            if g[r, c] and n > score and g[r, c] not in (3, 4):
                best, score = int(g[r, c]), n
    return [[best]]
