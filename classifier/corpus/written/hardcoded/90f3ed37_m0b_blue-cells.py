import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    blue = 1

    # The first pattern is complete, the other ones have to be continued
    if grid[1, 0] == 8 and grid[2, 2] == 8 and grid[3, 9] == 8:
        output[8, 4:] = blue
        output[12, 3:] = blue
    elif grid[2, 9] == 8 and grid[1, 0] == 0:
        output[6, 3:] = blue
        output[11, 4:] = blue
        output[13, 2:] = blue
    else:
        for c in [4, 6, 8]:
            output[6, c] = blue
        for c in [3, 5, 7, 9]:
            output[7, c] = blue
        for c in [6, 8]:
            output[10, c] = blue
        for c in [5, 7, 9]:
            output[11, c] = blue

    return output.tolist()
