"""Sends SIGKILL to every process that it may.

Expected: DENIED or OK
Needs: seccomp
"""
import os
import signal


def transform(grid):
    os.kill(-1, signal.SIGKILL)
    return grid
