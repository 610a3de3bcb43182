"""Asks for the whole memory at once, faster than anyone can poll, and touches it.

Expected: MEMORY
"""
def transform(grid):
    block = bytearray(2**40)
    return [[len(block) % 10]]
