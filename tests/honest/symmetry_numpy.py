"""Completes the grid so that it is symmetric both ways, cell by cell, on an array of bytes."""
import numpy as np


def transform(grid):
    array = np.array(grid, dtype=np.uint8)
    h, w = array.shape
    result = array.copy()
    for r in range(h):
        for c in range(w):
            candidates = [array[r, c], array[h - 1 - r, c], array[r, w - 1 - c], array[h - 1 - r, w - 1 - c]]
            result[r, c] = max(candidates)
    return [[int(cell) for cell in row] for row in result]
