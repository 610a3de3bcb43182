import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # Position of the gray marker
    marker = np.argwhere(grid == 5)[0]
    grid[marker[0], marker[1]] = 0

    # Extract the shape (everything except the marker)
    cells = np.argwhere(grid != 0)
    top, left = cells.min(axis=0)
    bottom, right = cells.max(axis=0)
    shape = grid[top:bottom + 1, left:right + 1]
    h, w = shape.shape

    # The shape is centered on the marker
    start_r = marker[0] - h // 2
    start_c = marker[1] - w // 2
    for i in range(h):
        for j in range(w):
            if shape[i, j] != 0:
                grid[start_r + i, start_c + j] = shape[i, j]

    return grid.tolist()
