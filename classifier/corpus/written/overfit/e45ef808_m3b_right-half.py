import numpy as np


def transform(grid):
    g = np.array(grid)
    sky = (g == 1).sum(axis=0)
    half = len(sky) // 2 + 1
    valley = sky[:half].argmax()
    peak = len(sky) - 1 - sky[half:][::-1].argmin()
    for c, v in ((valley, 9), (peak, 4)):
        g[g[:, c] == 1, c] = v
    return g.tolist()
