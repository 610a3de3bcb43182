"""Replaces the function that leaves its results by one that leaves each a thousand times.

Expected: DENIED
"""
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    results = type(frame.f_locals["results"])
    add = results.add
    results.add = lambda self, tag, body: [add(self, tag, body) for _ in range(1000)]
    return grid
