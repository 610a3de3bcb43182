import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    # Rows 2 and 6 are the middle of the rectangles
    for r in range(2, grid.shape[0], 4):
        start = None
        for c in range(grid.shape[1]):
            if grid[r, c] != 0:
                if start is None:
                    start = c
                # Alternate color and black
                if (c - start) % 2 == 1:
                    output[r, c] = 0
    return output.tolist()
