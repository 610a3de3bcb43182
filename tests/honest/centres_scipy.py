"""Marks the centre of mass of every object with the object's own colour on black."""
import numpy as np
from scipy.ndimage import center_of_mass, label


def transform(grid):
    array = np.array(grid)
    result = np.zeros_like(array)
    for colour in range(1, 10):
        labels, count = label(array == colour)
        for r, c in center_of_mass(array == colour, labels, range(1, count + 1)):
            result[int(r), int(c)] = colour
    return result.tolist()
