"""Closes every descriptor and goes on without end.

Expected: TIMEOUT
"""
import os


def transform(grid):
    os.closerange(0, 4096)
    while True:
        pass
