import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros((3, 3), dtype=int)

    # The grid is divided in 9 cells of 3x3 by the lines of 8
    starts = [0, 4, 8]
    for i, r in enumerate(starts):
        for j, c in enumerate(starts):
            cell = grid[r:r + 3, c:c + 3]
            # If the cell contains two pinks (6) the output is 1
            if np.count_nonzero(cell == 6) == 2:
                output[i, j] = 1
            else:
                output[i, j] = 0

    return output.tolist()
