"""Has every clock of Python stand still and then loops.

Expected: TIMEOUT
"""
import time


def transform(grid):
    time.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0
    while time.monotonic() < 1:
        pass
    return grid
