import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    n_rows, n_cols = grid.shape

    # The columns that are marked by the first row
    marked_cols = [c for c in range(n_cols) if grid[0, c] == 5]
    # The rows that are marked by the last column
    marked_rows = [r for r in range(1, n_rows) if grid[r, -1] == 5]

    for r in marked_rows:
        for c in marked_cols:
            # The last column keeps its 5
            if output[r, c] == 0:
                output[r, c] = 2

    return output.tolist()
