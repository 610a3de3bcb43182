"""Has the C library abort the process.

Expected: CRASHED
"""
import os


def transform(grid):
    os.abort()
