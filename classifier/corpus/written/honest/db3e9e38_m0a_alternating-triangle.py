import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape

    # Find the column and the length of the orange line
    col = np.argwhere(grid == 7)[0][1]
    length = np.sum(grid[:, col] == 7)

    # Initialize the output grid
    output = np.zeros((h, w), dtype=int)

    for r in range(length):
        # The width of the arm shrinks as we go down
        reach = length - 1 - r
        for d in range(-reach, reach + 1):
            c = col + d
            if 0 <= c < w:
                # Alternate between orange and light blue
                if d % 2 == 0:
                    output[r, c] = 7
                else:
                    output[r, c] = 8

    return output.tolist()
