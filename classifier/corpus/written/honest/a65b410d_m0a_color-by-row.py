import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    colors = {'above': 3, 'line': 2, 'below': 1}
    r2 = np.where(grid == 2)[0][0]
    n2 = np.count_nonzero(grid == 2)
    for r in range(grid.shape[0]):
        # One cell less in every row
        n = n2 + r2 - r
        if n <= 0:
            break
        if r < r2:
            grid[r, :n] = colors['above']
        elif r == r2:
            grid[r, :n] = colors['line']
        else:
            grid[r, :n] = colors['below']
    return grid.tolist()
