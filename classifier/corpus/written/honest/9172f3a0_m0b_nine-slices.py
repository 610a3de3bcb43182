import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros((9, 9), dtype=int)
    # First row of blocks
    output[0:3, 0:3] = grid[0, 0]
    output[0:3, 3:6] = grid[0, 1]
    output[0:3, 6:9] = grid[0, 2]
    # Second row of blocks
    output[3:6, 0:3] = grid[1, 0]
    output[3:6, 3:6] = grid[1, 1]
    output[3:6, 6:9] = grid[1, 2]
    # Third row of blocks
    output[6:9, 0:3] = grid[2, 0]
    output[6:9, 3:6] = grid[2, 1]
    output[6:9, 6:9] = grid[2, 2]
    return output.tolist()
