import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    output = np.zeros((rows, cols), dtype=int)
    # Keep the cells that are part of a full 2x2 block
    for i in range(rows - 1):
        for j in range(cols - 1):
            if np.all(grid[i:i + 2, j:j + 2] != 0):
                output[i:i + 2, j:j + 2] = grid[i:i + 2, j:j + 2]
    return output.tolist()
