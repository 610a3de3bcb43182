"""The grid in place of each coloured cell of its corner, cropped to 30, by a Kronecker product."""
import numpy as np


def transform(grid):
    array = np.array(grid)
    return np.kron((array[:6, :6] != 0).astype(int), array)[:30, :30].tolist()
