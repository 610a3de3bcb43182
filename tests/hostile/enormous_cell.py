"""Returns one cell that is an integer of 10^7 digits or an array of its own.

Expected: BAD_OUTPUT
"""
def transform(grid):
    return [[1 << 3 * 10**7]]
