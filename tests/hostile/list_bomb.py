"""Fills the memory with lists.

Expected: MEMORY
"""
hoard = []


def transform(grid):
    while True:
        hoard.append([0] * 10**6)
