"""Leaves with status 0 before it gives a result.

Expected: CRASHED
"""
import os


def transform(grid):
    os._exit(0)
