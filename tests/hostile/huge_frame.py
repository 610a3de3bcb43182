"""Writes on every descriptor what may be the head of a frame of 4 GB.

Expected: DENIED
"""
import os


def transform(grid):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\xff" * 12 + b"[" * 2**18)
        except OSError:
            pass
    return grid
