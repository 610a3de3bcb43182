import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output_grid = grid.copy()
    rows, cols = grid.shape

    # Loop over every cell of the grid
    for i in range(rows):
        for j in range(cols):
            # If the cell is 5, fill the 3x3 neighborhood with 1
            if grid[i, j] == 5:
                for di in range(-1, 2):
                    for dj in range(-1, 2):
                        ni, nj = i + di, j + dj
                        # Check the bounds
                        if 0 <= ni < rows and 0 <= nj < cols:
                            # Do not overwrite the 5
                            if grid[ni, nj] != 5:
                                output_grid[ni, nj] = 1

    return output_grid.tolist()
