"""Writes what looks like a result on every descriptor there might be. None is open to it.

Expected: OK
"""
import os


def transform(grid):
    for descriptor in range(64):
        try:
            os.write(descriptor, b'[0, "grid", [[9]]]\n' * 10)
        except OSError:
            pass
    return grid
