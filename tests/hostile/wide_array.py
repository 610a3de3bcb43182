"""Returns an array of 10^12 cells that takes no memory.

Expected: BAD_OUTPUT
"""
import numpy as np


def transform(grid):
    return np.broadcast_to(np.int8(1), (10**6, 10**6))
