"""Leaves its own answer for the second input while it is asked for the first.

Expected: DENIED
"""
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    frame.f_locals["results"].add(b"G", bytes([1, 1, 9]))
    return grid
