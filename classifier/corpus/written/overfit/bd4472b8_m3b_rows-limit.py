import numpy as np


def transform(grid):
    g = np.array(grid)
    legend = g[0]
    for i in range(2, min(len(g), 10)):
        g[i] = legend[(i - 2) % len(legend)]
    return g.tolist()
