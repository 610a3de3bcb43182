"""Makes its results look as if it had never begun, which would be our failure, and leaves.

Expected: CRASHED or DENIED
"""
import os
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    frame.f_locals["results"].memory[:64] = bytes(64)
    os._exit(1)
