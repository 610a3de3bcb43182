"""Raises an exception that holds an integer too long to be put in words.

Expected: RAISED
"""
def transform(grid):
    raise ValueError(1 << 10**6)
