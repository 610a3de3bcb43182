import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    n = grid.shape[0]
    inner = np.where(grid[2:-2, 2:-2] == 8, 1, 0)
    # Color mask from the four corners
    a, b, c, d = grid[0, 0], grid[0, -1], grid[-1, 0], grid[-1, -1]
    if n == 6:
        mask = np.array([[a, b],
                         [c, d]])
    else:
        mask = np.array([[a, a, b, b],
                         [a, a, b, b],
                         [c, c, d, d],
                         [c, c, d, d]])
    return (inner * mask).tolist()
