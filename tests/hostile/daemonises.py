"""Forks twice into a session of its own, closes what it has and stays.

Expected: DENIED
"""
import os
import time


def transform(grid):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.chdir("/")
            os.closerange(0, 4096)
            while True:
                time.sleep(1)
        os._exit(0)
    return grid
