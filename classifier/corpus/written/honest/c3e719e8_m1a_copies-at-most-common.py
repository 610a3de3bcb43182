from collections import Counter
import numpy as np


def transform(grid_lst):
    grid = np.array(grid_lst)
    n = grid.shape[0]
    most_common = Counter(grid.flatten().tolist()).most_common(1)[0][0]
    out = np.zeros((n * n, n * n), dtype=int)
    for i in range(n):
        for j in range(n):
            if grid[i, j] == most_common:
                out[i * n:(i + 1) * n, j * n:(j + 1) * n] = grid
    return out.tolist()
