import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    rows, cols = grid.shape

    # The pattern we are looking for: a hollow square of blue
    pattern = np.array([[1, 1, 1],
                        [1, 0, 1],
                        [1, 1, 1]])
    # The pattern it becomes: a red plus
    replacement = np.array([[0, 2, 0],
                            [2, 2, 2],
                            [0, 2, 0]])

    # Slide a 3x3 window over the grid
    for i in range(rows - 2):
        for j in range(cols - 2):
            window = grid[i:i + 3, j:j + 3]
            if np.array_equal(window, pattern):
                output[i:i + 3, j:j + 3] = replacement

    return output.tolist()
