"""Loops inside C, where no Python signal handler gets a turn.

Expected: TIMEOUT
"""
def transform(grid):
    return sum(range(10**12))
