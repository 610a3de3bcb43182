"""Stops its own process: it neither runs nor ends.

Expected: TIMEOUT or DENIED
"""
import os
import signal


def transform(grid):
    os.kill(os.getpid(), signal.SIGSTOP)
    return grid
