"""Starts a shell in a terminal of its own.

Expected: DENIED or RAISED
"""
import pty


def transform(grid):
    pty.spawn(["/bin/sh", "-c", "sleep 1000"])
    return [[9]]
