"""Raises an exception of a type with an enormous name.

Expected: RAISED
"""
def transform(grid):
    raise type("x" * 10**7, (Exception,), {})
