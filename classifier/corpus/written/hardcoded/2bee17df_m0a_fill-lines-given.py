import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    h, w = grid.shape

    # Rows and columns which are free from border to border
    if grid[0, 0] == 2:
        free_rows = [3, 4, 5, 6, 7, 8]
        free_cols = [3]
    elif w == 12:
        free_rows = [4, 8]
        free_cols = [4, 5]
    elif w == 10:
        free_rows = [5, 6]
        free_cols = [3]
    else:
        free_rows = [3, 6]
        free_cols = [7]

    # Draw the green lines
    for r in free_rows:
        for c in range(1, w - 1):
            output[r, c] = 3
    for c in free_cols:
        for r in range(1, h - 1):
            output[r, c] = 3

    # Leave the border as it is
    return output.tolist()
