import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # Center of the red box is the green cell with red on its diagonal
    rs, cs = np.where(grid == 2)
    r, c = rs.min() + 1, cs.min() + 1
    box = grid[r - 1:r + 2, c - 1:c + 2].copy()
    result = np.where(grid == 2, 0, grid)
    if grid.shape[1] > grid.shape[0]:
        c = c + 2
    else:
        r = r + 2
    result[r - 1:r + 2, c - 1:c + 2] = box
    return result.tolist()
