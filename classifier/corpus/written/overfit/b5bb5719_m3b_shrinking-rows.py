import numpy as np


def transform(grid):
    g = np.array(grid)
    swap = np.arange(10)
    swap[[2, 5]] = 5, 2
    for r in range(1, min(len(g), 5)):
        prev = g[r - 1]
        both = (prev[:-2] != 7) & (prev[2:] != 7)
        g[r, 1:-1] = np.where(both, swap[prev[:-2]], 7)
    return g.tolist()
