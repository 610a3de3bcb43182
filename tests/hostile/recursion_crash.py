"""Recurses through C until the stack is gone; some Pythons crash, later ones notice.

Expected: CRASHED or RAISED or MEMORY
"""
import functools
import sys

sys.setrecursionlimit(10**9)


def transform(grid):
    return functools.partial(functools.reduce, lambda a, b: transform(grid), [1, 2])()
