import numpy as np

# the zigzag and the painted pockets repeat after 12 columns
TOP = [0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0]
MID = [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
LOW = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def transform(grid):
    g = np.array(grid)
    reps = -(-g.shape[1] // 12)
    mask = np.tile(np.array([TOP, MID, LOW], dtype=bool), (1, reps))[:, :g.shape[1]]
    return np.where(mask & (g == 0), 4, g).tolist()
