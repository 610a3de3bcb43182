import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # Find all the connected components (8-connectivity)
    structure = np.ones((3, 3))
    labeled, num_features = label(grid > 0, structure=structure)

    for k in range(1, num_features + 1):
        # Get the bounding box of the object
        coords = np.argwhere(labeled == k)
        r0, c0 = coords.min(axis=0)
        r1, c1 = coords.max(axis=0)
        obj = grid[r0:r1 + 1, c0:c1 + 1]

        # Check whether the object is horizontally symmetric
        if np.array_equal(obj, np.fliplr(obj)):
            return obj.tolist()

    # No symmetric object was found
    return grid_lst
