import numpy as np
from scipy.ndimage import label

# longest, middle, shortest
RANK_COLOURS = (1, 4, 2)


def transform(grid):
    g = np.array(grid)
    labels, n = label(g == 5)
    order = sorted(range(1, n + 1), key=lambda k: -(labels == k).sum())
    for k, colour in zip(order, RANK_COLOURS):
        g[labels == k] = colour
    return g.tolist()
