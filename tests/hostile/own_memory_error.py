"""Raises MemoryError by hand.

Expected: MEMORY
"""
def transform(grid):
    raise MemoryError("not really")
