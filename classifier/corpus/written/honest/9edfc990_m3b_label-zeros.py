import numpy as np
from scipy.ndimage import binary_propagation


def transform(grid):
    g = np.array(grid)
    one = g == 1
    wet = binary_propagation(one, mask=one | (g == 0))
    return np.where(wet, 1, g).tolist()
