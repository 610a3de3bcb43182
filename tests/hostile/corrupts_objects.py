"""Overwrites the small integers that all of Python shares.

Expected: OK or RAISED or CRASHED or BAD_OUTPUT or DENIED or TIMEOUT
"""
import ctypes


def transform(grid):
    for number in range(10):
        ctypes.memset(id(number) + 24, 0xff, 4)
    return grid
