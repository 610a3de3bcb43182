import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape

    # Blue becomes red
    grid = np.where(grid == 1, 2, grid)

    # Find the vertical period of the pattern
    period = h
    for p in range(1, h):
        ok = True
        for r in range(h - p):
            if not np.array_equal(grid[r], grid[r + p]):
                ok = False
                break
        if ok:
            period = p
            break

    # Extend to 9 rows
    output = [grid[r % period].tolist() for r in range(9)]
    return output
