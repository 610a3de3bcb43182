import numpy as np


def transform(grid_lst):
    """Fill the 3x3 grid with its most frequent colour."""
    grid = np.array(grid_lst)
    counts = np.bincount(grid.ravel(), minlength=10)
    return np.full((3, 3), int(counts.argmax())).tolist()
