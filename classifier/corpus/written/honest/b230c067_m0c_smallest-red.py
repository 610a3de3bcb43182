import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled, n = label(grid == 8, structure=np.ones((3, 3), dtype=int))
    # Find the smallest object
    sizes = np.bincount(labeled.ravel())[1:]
    smallest = np.argmin(sizes) + 1
    # Blue for all objects, red for the smallest one
    output = np.where(labeled > 0, 1, 0)
    output[labeled == smallest] = 2
    return output.tolist()
