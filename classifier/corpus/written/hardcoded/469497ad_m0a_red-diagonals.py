import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # The scale is different for each color of the square
    square = grid[1, 1]
    if square == 8:
        k = 2
    elif square == 4 or grid[2, 1] == 4:
        k = 3
    elif square == 1:
        k = 4
    else:
        k = 5
    output = np.kron(grid, np.ones((k, k), dtype=int))

    # Red diagonals around the square
    if k == 2:
        points = [(0, 0), (1, 1), (0, 7), (1, 6), (6, 1), (7, 0), (6, 6), (7, 7)]
    elif k == 3:
        points = [(0, 8), (1, 7), (2, 6)]
        points = [(0, 8), (1, 7), (2, 6), (9, 6), (10, 7), (11, 8)]
    elif k == 4:
        points = [
            (0, 0), (0, 15), (1, 1), (1, 14), (2, 2), (2, 13), (3, 3), (3, 12), (12, 3), (12, 12), (13, 2),
            (13, 13), (14, 1), (14, 14), (15, 0), (15, 15),
        ]
    else:
        points = []
    for r, c in points:
        output[r, c] = 2
    return output.tolist()
