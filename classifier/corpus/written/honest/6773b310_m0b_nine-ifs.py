import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros((3, 3), dtype=int)

    def two(a):
        return np.sum(a == 6) >= 2

    # Top row
    if two(grid[0:3, 0:3]):
        output[0, 0] = 1
    if two(grid[0:3, 4:7]):
        output[0, 1] = 1
    if two(grid[0:3, 8:11]):
        output[0, 2] = 1
    # Middle row
    if two(grid[4:7, 0:3]):
        output[1, 0] = 1
    if two(grid[4:7, 4:7]):
        output[1, 1] = 1
    if two(grid[4:7, 8:11]):
        output[1, 2] = 1
    # Bottom row
    if two(grid[8:11, 0:3]):
        output[2, 0] = 1
    if two(grid[8:11, 4:7]):
        output[2, 1] = 1
    if two(grid[8:11, 8:11]):
        output[2, 2] = 1

    return output.tolist()
