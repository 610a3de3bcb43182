"""Adds a hook, which cannot be removed, that raises at whatever Python does next.

Expected: RAISED or CRASHED or OK
"""
import sys


def transform(grid):
    def hook(event, arguments):
        raise SystemExit(event)

    sys.addaudithook(hook)
    return grid
