"""Waits for someone to type, on every descriptor.

Expected: RAISED or OK or TIMEOUT
"""
import os


def transform(grid):
    for descriptor in range(64):
        try:
            while os.read(descriptor, 2**16):
                pass
        except OSError:
            pass
    return [[int(input())]]
