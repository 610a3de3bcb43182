"""Returns arrays of records, of dates, of masks and of text.

Expected: BAD_OUTPUT or RAISED
"""
import numpy as np


def transform(grid):
    if grid[0][0] == 1:
        return np.zeros((2, 2), dtype=[("a", "i4"), ("b", "O")])
    if grid[0][0] == 2:
        return np.array([["2020-01-01"]], dtype="datetime64[D]")
    return np.ma.masked_all((2, 2))
