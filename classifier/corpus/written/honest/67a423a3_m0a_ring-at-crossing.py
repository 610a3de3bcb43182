import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape

    # Find the row and the column which are completely filled
    full_row = -1
    full_col = -1
    for i in range(rows):
        if np.all(grid[i, :] != 0):
            full_row = i
    for j in range(cols):
        if np.all(grid[:, j] != 0):
            full_col = j

    # Draw the yellow ring around the intersection
    center = grid[full_row, full_col]
    for i in range(full_row - 1, full_row + 2):
        for j in range(full_col - 1, full_col + 2):
            if 0 <= i < rows and 0 <= j < cols:
                grid[i, j] = 4
    grid[full_row, full_col] = center

    return grid.tolist()
