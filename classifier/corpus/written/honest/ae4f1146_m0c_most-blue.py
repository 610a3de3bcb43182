import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled, n = label(grid != 0)
    max_ones = -1
    result = None
    for i in range(1, n + 1):
        rows, cols = np.where(labeled == i)
        # All the objects are 3x3
        obj = grid[rows.min():rows.min() + 3, cols.min():cols.min() + 3]
        # Keep the object with the most blue cells
        ones = np.sum(obj == 1)
        if ones > max_ones:
            max_ones = ones
            result = obj
    return result.tolist()
