import numpy as np


def transform(grid):
    g = np.array(grid)
    firsts = {}
    for r, row in enumerate(g):
        for v in row[row != 7]:
            firsts.setdefault(int(v), r)
    order = sorted(firsts, key=firsts.get)
    order = [7] * (5 - len(order)) + order
    return [[v] * 3 for v in order]
