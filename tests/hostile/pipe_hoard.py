"""Hides memory in pipes: as many as it may open, as large as it may make them.

Expected: OK or DENIED
"""
import fcntl
import os


def transform(grid):
    pipes = []
    for _ in range(1000):
        try:
            pipes.append(os.pipe())
            fcntl.fcntl(pipes[-1][1], fcntl.F_SETPIPE_SZ, 2**20)
        except OSError:
            break
    return grid if len(pipes) < 100 else [[9]]
