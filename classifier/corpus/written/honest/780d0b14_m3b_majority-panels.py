import numpy as np


def transform(grid):
    g = np.array(grid)

    def groups(line):
        idx = np.flatnonzero(line)
        return np.split(idx, np.flatnonzero(np.diff(idx) > 1) + 1)

    rows = groups(g.any(axis=1))
    cols = groups(g.any(axis=0))
    return [[int(g[np.ix_(r, c)].max()) for c in cols] for r in rows]
