import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled, num = label(grid == 0)

    for i in range(1, num + 1):
        coords = np.argwhere(labeled == i)
        min_r, min_c = coords.min(axis=0)
        max_r, max_c = coords.max(axis=0)
        height = max_r - min_r + 1
        width = max_c - min_c + 1
        # Only the holes which are a full square get filled with red
        if height == width and len(coords) == height * width:
            for r, c in coords:
                grid[r, c] = 2

    return grid.tolist()
