"""Kills the process that started it. Possible only where every process has one and the same ordinary user.

Expected: DENIED or INFRA
"""
import os
import signal


def transform(grid):
    os.kill(os.getppid(), signal.SIGKILL)
    return grid
