"""Fills the memory for its results to the brim.

Expected: DENIED
"""
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    while True:
        frame.f_locals["results"].add(b"R", b"x" * 1000)
