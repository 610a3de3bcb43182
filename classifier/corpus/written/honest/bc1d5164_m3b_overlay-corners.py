import numpy as np


def transform(grid):
    g = np.array(grid)
    corners = [g[:3, :3], g[:3, 4:], g[2:, :3], g[2:, 4:]]
    return np.maximum.reduce(corners).tolist()
