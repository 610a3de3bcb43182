"""Fills the memory again and again and goes on after every MemoryError.

Expected: TIMEOUT
"""
def transform(grid):
    while True:
        hoard = []
        try:
            while True:
                hoard.append(bytes(10**6))
        except MemoryError:
            continue
