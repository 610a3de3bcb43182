"""Replaces the function that sends its results by one that sends each a thousand times.

Expected: OK or RAISED or CRASHED or DENIED
"""
import os

write = os.write


def transform(grid):
    def stammer(descriptor, data):
        for _ in range(1000):
            write(descriptor, data)
        return len(data)

    os.write = stammer
    return grid
