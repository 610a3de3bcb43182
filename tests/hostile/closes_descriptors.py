"""Closes every descriptor and answers.

Expected: CRASHED
"""
import os


def transform(grid):
    os.closerange(0, 4096)
    return grid
