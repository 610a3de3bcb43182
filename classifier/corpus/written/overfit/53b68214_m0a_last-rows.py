import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape
    output = np.zeros((10, 10), dtype=int)
    output[:h] = grid
    for r in range(h, 10):
        # The staircase moves two columns to the right
        if grid[0, 0] != 0:
            output[r, 2:] = output[r - 2, :-2]
        # The other patterns repeat after three rows
        else:
            output[r] = output[r - 3]
    return output.tolist()
