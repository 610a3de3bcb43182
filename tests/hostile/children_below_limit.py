"""Starts children that each stay below the limit and together do not.

Expected: DENIED
"""
import os
import time


def transform(grid):
    while True:
        if os.fork() == 0:
            block = bytearray(100 * 2**20)
            time.sleep(1000 + len(block))
