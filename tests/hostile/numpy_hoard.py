"""Fills the memory with small arrays.

Expected: MEMORY
"""
import numpy as np

hoard = []


def transform(grid):
    while True:
        hoard.append(np.ones(10**5))
