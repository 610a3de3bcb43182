import numpy as np
from scipy import ndimage


def transform(grid):
    arr = np.array(grid)
    mask = arr == 3
    filled = ndimage.binary_fill_holes(mask)
    new = np.where(filled & ~mask, 4, arr)
    # mutation 12: remove fills that touch the border (never happens, holes cannot)
    # new[0, :] = arr[0, :]; new[-1, :] = arr[-1, :]
    new = np.where((new == 4) & (arr == 0), 4, arr)
    return new.tolist()
