"""Sends SIGKILL to its own group and, should it live on, to its parent's.

Expected: CRASHED or DENIED
"""
import os
import signal


def transform(grid):
    os.kill(0, signal.SIGKILL)
    os.killpg(os.getpgid(os.getppid()), signal.SIGKILL)
    return grid
