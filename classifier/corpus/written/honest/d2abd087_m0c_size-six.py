import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled_grid, num = label(grid == 5)
    result = np.zeros_like(grid)
    for i in range(1, num + 1):
        size = np.count_nonzero(labeled_grid == i)
        # Objects with 6 cells become red, all the other ones become blue
        if size == 6:
            result[labeled_grid == i] = 2
        else:
            result[labeled_grid == i] = 1
    return result.tolist()
