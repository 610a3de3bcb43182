"""Puts the null device in the place of every descriptor, so that its results go nowhere.

Expected: CRASHED or DENIED
"""
import os


def transform(grid):
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in range(3, 32):
        if descriptor != null:
            os.dup2(null, descriptor)
    return grid
