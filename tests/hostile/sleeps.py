"""Sleeps, which costs no CPU time.

Expected: TIMEOUT
"""
import time


def transform(grid):
    time.sleep(10**6)
    return grid
