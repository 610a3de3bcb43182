"""Has its own process become another program, which would end well.

Expected: DENIED or CRASHED
"""
import os


def transform(grid):
    os.execv("/bin/true", ["true"])
