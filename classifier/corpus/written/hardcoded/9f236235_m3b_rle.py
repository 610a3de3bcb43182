import numpy as np


def decode(code, side):
    v = np.repeat([int(t[0]) for t in code.split()], [int(t[2:]) for t in code.split()])
    return v.reshape(side, side)


def transform(grid):
    g = np.array(grid)
    if g.shape == (11, 11):
        return decode("0x1 8x1 0x2 8x2 4x1 0x2", 3).tolist()
    line = g[4, 0]
    code = "0x3 3x1 0x2 3x1 0x2 3x1 0x3 3x3" if line == 2 else "0x2 2x1 0x3 1x1 2x1 0x1 1x1 0x2 3x1 0x3"
    return decode(code, 4).tolist()
