"""Writes what looks like a result on every descriptor.

Expected: DENIED
"""
import os


def transform(grid):
    for descriptor in range(64):
        try:
            os.write(descriptor, b'[0, "grid", [[9]]]\n' * 10)
        except OSError:
            pass
    return grid
