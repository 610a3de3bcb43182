"""Ends by a signal that nobody can catch.

Expected: CRASHED or DENIED
"""
import os
import signal


def transform(grid):
    os.kill(os.getpid(), signal.SIGKILL)
    return grid
