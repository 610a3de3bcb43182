"""Returns a grid of 10^8 cells.

Expected: BAD_OUTPUT
"""
def transform(grid):
    return [[0] * 10**4] * 10**4
