"""Asks numpy for more memory than a program may have, and touches it.

Expected: MEMORY
"""
import numpy as np


def transform(grid):
    return np.ones((40000, 40000)).tolist()
