import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    missing = 10 - grid.shape[0]

    # Continue the pattern to 10 rows
    if np.any(grid == 1):
        extra = [
            [0, 0, 0, 0, 0, 0, 1, 1, 1, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
            [0, 0, 0, 0, 0, 0, 0, 0, 1, 1],
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ]
    elif np.any(grid == 3):
        extra = [[0, 0, 3, 0, 0, 0, 0, 0, 0, 0] for _ in range(5)]
    elif np.any(grid == 2):
        extra = [[2, 0, 2] + [0] * 7, [0, 2] + [0] * 8]
    else:
        extra = [[0] * 10 for _ in range(missing)]

    output = np.vstack([grid, np.array(extra[:missing])])
    return output.tolist()
