"""Fills the holes of every colour's shapes."""
import numpy as np
import scipy.ndimage as ndi


def transform(grid):
    array = np.array(grid)
    result = array.copy()
    for colour in np.unique(array[array > 0]):
        filled = ndi.binary_fill_holes(array == colour)
        result[filled & (array == 0)] = colour
    return result
