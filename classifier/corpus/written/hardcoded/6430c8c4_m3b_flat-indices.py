import numpy as np


def transform(grid):
    g = np.array(grid)
    idx = {
        7707: [2, 4],
        77: [1, 4, 8, 11, 15],
        7: [0, 1, 4, 10, 11, 12],
        7070: [1, 4, 5, 9, 14],
    }[int("".join(map(str, g[0])))]
    out = np.zeros(16, dtype=int)
    out[idx] = 3
    return out.reshape(4, 4).tolist()
