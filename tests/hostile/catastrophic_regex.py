"""Matches an expression that takes exponential time, inside C.

Expected: TIMEOUT
"""
import re


def transform(grid):
    re.match(r"(a|a)*$", "a" * 60 + "b")
    return grid
