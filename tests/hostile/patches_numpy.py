"""Has numpy's own types say yes to everything and mean nothing.

Expected: OK or RAISED or BAD_OUTPUT
"""
import numpy as np


class Anything(type):
    def __instancecheck__(cls, thing):
        return True


class Array(metaclass=Anything):
    pass


def transform(grid):
    np.ndarray = np.generic = Array
    np.array = np.asarray = lambda *_: None
    return grid
