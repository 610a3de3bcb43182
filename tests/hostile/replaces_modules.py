"""Empties the table of modules and replaces the standard streams and the way of importing.

Expected: OK or RAISED or CRASHED
"""
import sys


def transform(grid):
    sys.stdout = sys.stderr = sys.stdin = None
    sys.meta_path[:] = [object()]
    sys.path[:] = ["/tmp"]
    sys.modules.clear()
    return grid
