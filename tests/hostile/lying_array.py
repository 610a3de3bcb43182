"""Returns an array whose shape, size and list are what it pleases.

Expected: BAD_OUTPUT or RAISED
"""
import numpy as np


class Liar(np.ndarray):
    size = property(lambda self: 1)
    ndim = property(lambda self: 2)
    shape = property(lambda self: "x" * 10**6)

    def tolist(self):
        return {"is": "x" * 10**7}


def transform(grid):
    return np.zeros((3000, 3000)).view(Liar)
