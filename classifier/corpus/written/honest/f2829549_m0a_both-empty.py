import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # The column of 1s separates the left and the right part
    left = grid[:, :3]
    right = grid[:, 4:]

    # Create an output grid of zeros
    output = np.zeros((4, 3), dtype=int)

    # If both of the cells are 0, then put 3
    for r in range(4):
        for c in range(3):
            if left[r, c] == 0 and right[r, c] == 0:
                output[r, c] = 3
            elif left[r, c] == 7 and right[r, c] == 5:
                output[r, c] = 0
            elif left[r, c] == 7:
                output[r, c] = 0
            elif right[r, c] == 5:
                output[r, c] = 0

    return output.tolist()
