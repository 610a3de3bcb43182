"""Closes every descriptor and answers: its results do not go through one.

Expected: OK
"""
import os


def transform(grid):
    os.closerange(0, 4096)
    return grid
