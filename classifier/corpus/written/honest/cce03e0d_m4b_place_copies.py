import numpy as np


def transform(grid_lst):
    grid = np.array(grid_lst)
    n = 3
    # The output has the size 9x9 for an input of 3x3
    out = np.zeros((n * n, n * n), dtype=int)
    for r in range(n):
        for c in range(n):
            # draft placed a copy for every coloured cell; the first example shows that
            # only the red (2) cells count
            if grid[r, c] != 2:
                continue
            out[r * n:(r + 1) * n, c * n:(c + 1) * n] = grid
    return out.tolist()
