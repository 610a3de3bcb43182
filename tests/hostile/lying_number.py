"""Returns cells that are numbers by type and nothing by behaviour.

Expected: BAD_OUTPUT or RAISED or OK
"""
class Liar(int):
    def __int__(self):
        return "nine"

    __index__ = __float__ = __trunc__ = __int__

    def __lt__(self, other):
        return True

    __gt__ = __le__ = __ge__ = __eq__ = __lt__

    __hash__ = None


def transform(grid):
    return [[Liar(cell) for cell in row] for row in grid]
