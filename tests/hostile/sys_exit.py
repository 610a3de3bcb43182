"""Leaves politely.

Expected: RAISED
"""
import sys


def transform(grid):
    sys.exit()
