import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    count = 0

    # Count the 2x2 blue blocks
    for i in range(rows - 1):
        for j in range(cols - 1):
            if grid[i, j] == 1 and grid[i, j + 1] == 1 and grid[i + 1, j] == 1 and grid[i + 1, j + 1] == 1:
                count += 1

    # The output is always 1x5
    output = [[0, 0, 0, 0, 0]]
    for k in range(count):
        output[0][k] = 1
    return output
