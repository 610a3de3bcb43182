"""Returns a list that never comes to its end.

Expected: TIMEOUT
"""
class Hangs(list):
    def __iter__(self):
        while True:
            pass


def transform(grid):
    return Hangs(grid)
