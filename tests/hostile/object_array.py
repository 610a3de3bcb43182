"""Returns an array of objects that raise when they are asked for a number.

Expected: BAD_OUTPUT or RAISED
"""
import numpy as np


class Refuses:
    def __int__(self):
        raise SystemExit

    __index__ = __float__ = __bool__ = __len__ = __iter__ = __int__


def transform(grid):
    output = np.empty((2, 2), dtype=object)
    for place in np.ndindex(2, 2):
        output[place] = Refuses()
    return output
