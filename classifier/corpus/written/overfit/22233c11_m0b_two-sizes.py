import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    output = grid.copy()
    labeled, n = label(grid == 3, structure=np.ones((3, 3)))

    def put(r, c):
        # Set the cell to 8 if it is inside the grid
        if 0 <= r < rows and 0 <= c < cols:
            output[r, c] = 8

    for k in range(1, n + 1):
        cells = np.argwhere(labeled == k)
        r0, c0 = cells.min(axis=0)
        r1, c1 = cells.max(axis=0)
        if len(cells) == 2:
            # Two single cells
            if grid[r0, c0] == 3:
                put(r0 - 1, c1 + 1)
                put(r1 + 1, c0 - 1)
            else:
                put(r0 - 1, c0 - 1)
                put(r1 + 1, c1 + 1)
        elif len(cells) == 8:
            # Two squares of 2x2
            for dr in range(2):
                for dc in range(2):
                    if grid[r0, c0] == 3:
                        put(r0 - 2 + dr, c1 + 1 + dc)
                        put(r1 + 1 + dr, c0 - 2 + dc)
                    else:
                        put(r0 - 2 + dr, c0 - 2 + dc)
                        put(r1 + 1 + dr, c1 + 1 + dc)
    return output.tolist()
