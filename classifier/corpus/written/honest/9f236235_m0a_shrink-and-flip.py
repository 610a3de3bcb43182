import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape

    # Find the separator rows (all cells have the same color)
    seps = [r for r in range(rows) if len(set(grid[r])) == 1]
    line_color = grid[seps[0], 0]
    # The size of one block is up to the first separator
    size = seps[0]
    n = len(seps) + 1

    # Take one color for each block
    small = np.zeros((n, n), dtype=int)
    for i in range(n):
        for j in range(n):
            small[i, j] = grid[i * (size + 1), j * (size + 1)]

    # Then mirror it left to right
    return small[:, ::-1].tolist()
