"""Grows by a little at each step, in many kinds of object.

Expected: MEMORY
"""
hoard = []


def transform(grid):
    step = 0
    while True:
        step += 1
        hoard.append({step: [str(step) * 100, {step}, bytearray(2000)]})
