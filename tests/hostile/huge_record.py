"""Leaves the head of a result of 4 GB, and a count of as many.

Expected: DENIED
"""
import os
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    frame.f_locals["results"].memory[:1000] = b"\xfe" * 1000
    os._exit(0)
