"""Raises an exception whose text is enormous and not encodable.

Expected: RAISED
"""
def transform(grid):
    raise ValueError("\ud800" * 10**7)
