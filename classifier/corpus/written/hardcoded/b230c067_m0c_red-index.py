import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled, n = label(grid == 8, structure=np.ones((3, 3)))
    output = np.zeros_like(grid)

    # Find the index of the object that must be red
    if grid[1, 7] == 8 and grid[1, 6] == 0:
        red = 1
    elif grid[1, 6] == 8:
        red = 1
    elif grid[1, 1] == 8:
        red = 2
    else:
        red = n

    for i in range(1, n + 1):
        output[labeled == i] = 2 if i == red else 1
    return output.tolist()
