import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    rows, cols = grid.shape

    # If a row is empty between the borders it becomes green
    for r in range(1, rows - 1):
        if np.all(grid[r, 1:-1] == 0):
            output[r, 1:-1] = 3

    # The same for the columns
    for c in range(1, cols - 1):
        if np.all(grid[1:-1, c] == 0):
            output[1:-1, c] = 3

    return output.tolist()
