"""Has the process go on where it should end.

Expected: OK or CRASHED
"""
import os
import sys


def transform(grid):
    os._exit = sys.exit = lambda *_: None
    return grid
