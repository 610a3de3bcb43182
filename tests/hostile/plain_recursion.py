"""Recurses until Python stops it.

Expected: RAISED
"""
def transform(grid):
    return transform(grid)
