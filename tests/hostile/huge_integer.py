"""Computes an integer of 10^8 digits.

Expected: TIMEOUT or MEMORY
"""
def transform(grid):
    return [[10**10**8 % 7]]
