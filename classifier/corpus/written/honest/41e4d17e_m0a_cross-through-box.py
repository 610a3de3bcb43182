import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    output = grid.copy()

    # The 5x5 blue box
    box = np.full((5, 5), 1)
    box[1:4, 1:4] = 8

    for r in range(rows - 4):
        for c in range(cols - 4):
            if np.array_equal(grid[r:r + 5, c:c + 5], box):
                # Pink lines go through the center of the box
                cr, cc = r + 2, c + 2
                for k in range(cols):
                    if grid[cr, k] == 8:
                        output[cr, k] = 6
                for k in range(rows):
                    if grid[k, cc] == 8:
                        output[k, cc] = 6

    return output.tolist()
