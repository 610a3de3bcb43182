import numpy as np


def transform(grid):
    g = np.array(grid)
    m = g == 4
    g = g[m.any(1)][:, m.any(0)]
    return np.kron(g, np.ones((2, 2), dtype=int)).tolist()
