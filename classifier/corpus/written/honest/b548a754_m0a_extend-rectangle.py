import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # The marker is azure (8)
    mr, mc = np.argwhere(grid == 8)[0]
    grid[mr, mc] = 0

    # Bounding box of the rectangle
    coords = np.argwhere(grid != 0)
    r0, c0 = coords.min(axis=0)
    r1, c1 = coords.max(axis=0)
    border = grid[r0, c0]
    inner = grid[r0 + 1, c0 + 1]

    # Extend the bounding box to the marker
    r0, r1 = min(r0, mr), max(r1, mr)
    c0, c1 = min(c0, mc), max(c1, mc)

    # Draw the new rectangle
    grid[r0:r1 + 1, c0:c1 + 1] = border
    grid[r0 + 1:r1, c0 + 1:c1] = inner
    return grid.tolist()
