import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labeled, count = label(grid)

    # The output depends on the number of objects
    if count == 1:
        output = [[8]]
    elif count == 2:
        output = [[8, 0], [0, 8]]
    elif count == 3:
        output = [[8, 0, 0], [0, 8, 0], [0, 0, 8]]
    elif count == 4:
        output = [[8, 0, 0, 0], [0, 8, 0, 0], [0, 0, 8, 0], [0, 0, 0, 8]]
    elif count == 5:
        output = [[8, 0, 0, 0, 0], [0, 8, 0, 0, 0], [0, 0, 8, 0, 0], [0, 0, 0, 8, 0], [0, 0, 0, 0, 8]]
    else:
        output = np.diag([8] * count).tolist()
    return output
