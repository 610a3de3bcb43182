"""Starts children that leave its session and outlive it.

Expected: DENIED
"""
import os
import time


def transform(grid):
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            while True:
                time.sleep(1)
    return grid
