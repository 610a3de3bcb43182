"""Returns cells that say they equal anything.

Expected: BAD_OUTPUT
"""
class Equal:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0

    def __int__(self):
        return 1


def transform(grid):
    return [[Equal() for _ in row] for row in grid]
