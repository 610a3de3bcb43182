import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape

    # Going from the right, the first, the third, ... columns are recolored
    for c in range(cols):
        # Distance from the right edge
        d = cols - 1 - c
        for r in range(rows):
            if grid[r, c] == 5 and d % 2 == 0:
                grid[r, c] = 3

    return grid.tolist()
