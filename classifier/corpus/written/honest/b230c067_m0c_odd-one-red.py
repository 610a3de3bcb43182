import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled, n = label(grid == 8, structure=np.ones((3, 3)))
    sizes = [int((labeled == i).sum()) for i in range(1, n + 1)]

    # The object whose size is different from the other ones is red
    output = np.zeros_like(grid)
    for i, s in enumerate(sizes):
        if sizes.count(s) == 1:
            output[labeled == i + 1] = 2
        else:
            output[labeled == i + 1] = 1
    return output.tolist()
