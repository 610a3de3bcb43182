"""Pretends that someone pressed a key, or that a generator ends.

Expected: RAISED
"""
def transform(grid):
    if grid[0][0] == 1:
        raise KeyboardInterrupt
    raise GeneratorExit
