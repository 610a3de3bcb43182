"""Finds the memory for its results in the frames below it and leaves one there that nests too deep for a parser.

Expected: DENIED
"""
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    frame.f_locals["results"].add(b"V", b"[" * 60000)
    return grid
