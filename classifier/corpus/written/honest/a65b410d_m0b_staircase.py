import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape

    # Find the row with the 2s and its length
    red_row = 0
    length = 0
    for r in range(rows):
        if 2 in grid[r]:
            red_row = r
            length = int(np.sum(grid[r] == 2))

    output = grid.copy()

    # Above: green, one longer for each step up
    for r in range(red_row - 1, -1, -1):
        n = length + (red_row - r)
        for c in range(n):
            if c < cols:
                output[r][c] = 3

    # Below: blue, one shorter for each step down
    for r in range(red_row + 1, rows):
        n = length - (r - red_row)
        for c in range(max(n, 0)):
            output[r][c] = 1

    return output.tolist()
