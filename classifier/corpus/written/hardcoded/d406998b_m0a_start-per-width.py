import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    output = grid.copy()

    # The first column that changes
    if cols == 10:
        start = 1
    elif cols == 12:
        start = 1
    elif cols == 13:
        start = 0
    else:
        start = 1

    # Change every second column
    for c in range(start, cols, 2):
        for r in range(rows):
            if grid[r, c] == 5:
                output[r, c] = 3

    return output.tolist()
