"""Returns a tuple that raises when it is read.

Expected: RAISED
"""
class Raises(tuple):
    def __iter__(self):
        raise SystemExit("no")


def transform(grid):
    return Raises(map(tuple, grid))
