import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    output = np.zeros((rows, cols), dtype=int)

    # The pattern around each gray cell
    stamp = [
        [5, 1, 5],
        [1, 0, 1],
        [5, 1, 5],
    ]

    for r, c in np.argwhere(grid == 5):
        for dr in range(3):
            for dc in range(3):
                output[r + dr - 1, c + dc - 1] = stamp[dr][dc]

    return output.tolist()
