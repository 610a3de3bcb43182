"""Writes to the page before the memory for its results, where the supervisor's notes are.

Expected: CRASHED
"""
import ctypes
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    while "self" not in frame.f_locals:
        frame = frame.f_back
    ctypes.memset(frame.f_locals["self"].memory._notes, 0, 8)
    return grid
