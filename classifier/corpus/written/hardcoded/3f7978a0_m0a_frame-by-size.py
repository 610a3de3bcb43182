import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    n, m = grid.shape

    # Shape of the framed area
    if n == 9 and m == 9:
        h, w = 5, 5
    elif n == 9 and m == 11:
        h, w = 5, 7
    elif n == 11:
        h, w = 6, 5
    else:
        h, w = 8, 5

    output = np.zeros((h, w), dtype=int)
    # Gray bars on both sides with light blue corners
    output[1:h - 1, 0] = 5
    output[1:h - 1, w - 1] = 5
    for r, c in [(0, 0), (0, w - 1), (h - 1, 0), (h - 1, w - 1)]:
        output[r, c] = 8
    # Pixels inside
    if w == 7:
        output[2, 3:5] = 8
        output[4, 2] = 8
        output = np.array([
            [8, 0, 0, 0, 0, 0, 8],
            [5, 0, 0, 0, 0, 0, 5],
            [5, 0, 0, 8, 8, 0, 5],
            [5, 0, 0, 0, 0, 0, 5],
            [8, 0, 8, 0, 0, 0, 8],
        ])
    elif h == 5:
        output[2, 2] = 8
    elif h == 6:
        output[2, 2] = 8
        output[4, 2] = 8
    return output.tolist()
