import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labels, n = label(grid == 5)
    for i in range(1, n + 1):
        cells = np.argwhere(labels == i)
        columns = set(cells[:, 1])
        # Find the marker in the first row that is above the object
        for c in columns:
            if grid[0, c] != 0:
                for r, cc in cells:
                    grid[r, cc] = grid[0, c]
                break
    return grid.tolist()
