import numpy as np
from scipy.ndimage import label, binary_fill_holes

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    labeled, n = label(grid == 1)
    for i in range(1, n + 1):
        mask = labeled == i
        filled = binary_fill_holes(mask)
        # If filling adds cells then the shape has a hole
        if filled.sum() > mask.sum():
            output[mask] = 8
    return output.tolist()
