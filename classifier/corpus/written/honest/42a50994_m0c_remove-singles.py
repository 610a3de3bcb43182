import numpy as np
from scipy import ndimage

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output_grid = np.copy(grid)

    # Label the connected components with diagonals
    s = [[1, 1, 1],
         [1, 1, 1],
         [1, 1, 1]]
    labeled, n = ndimage.label(grid, structure=s)

    # Remove components of size 1
    for i in range(1, n + 1):
        if np.sum(labeled == i) < 2:
            output_grid[labeled == i] = 0

    return output_grid.tolist()
