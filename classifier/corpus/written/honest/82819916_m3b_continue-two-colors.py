import numpy as np


def transform(grid):
    g = np.array(grid)
    full = [r for r in g if r.all()][0]
    for row in g:
        part = np.flatnonzero(row)
        if 0 < len(part) < len(row):
            lut = {full[i]: row[i] for i in part}
            row[:] = [lut[v] for v in full]
    return g.tolist()
