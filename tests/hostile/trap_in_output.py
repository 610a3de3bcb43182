"""Returns a right answer that hangs when it is thrown away.

Expected: OK or TIMEOUT
"""
class Trap(list):
    def __del__(self):
        while True:
            pass


def transform(grid):
    return Trap(grid)
