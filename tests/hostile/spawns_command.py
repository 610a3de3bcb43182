"""Starts a command with posix_spawn, which does not fork as fork does.

Expected: DENIED
"""
import os


def transform(grid):
    os.posix_spawn("/bin/sleep", ["sleep", "1000"], {})
    return [[9]]
