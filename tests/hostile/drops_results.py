"""Has its own results thrown away, by a function of the operating system's that it has replaced.

Expected: OK or CRASHED
"""
import os


def transform(grid):
    os.write = lambda descriptor, data: len(data)
    return grid
