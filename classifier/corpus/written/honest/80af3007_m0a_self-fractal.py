import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = np.where(grid == 5)
    r0, c0 = rows.min(), cols.min()
    # The shape is 9x9 and made of 3x3 blocks
    shape = grid[r0:r0 + 9, c0:c0 + 9]
    small = shape[::3, ::3]
    output = np.zeros((9, 9), dtype=int)
    for i in range(3):
        for j in range(3):
            if small[i, j] == 5:
                output[3 * i:3 * i + 3, 3 * j:3 * j + 3] = small
    return output.tolist()
