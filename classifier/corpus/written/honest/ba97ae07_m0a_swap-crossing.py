import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape

    # Colors: the vertical stripe starts in the first row, the horizontal in the first column
    v_color = [x for x in grid[0] if x != 0][0]
    h_color = [x for x in grid[:, 0] if x != 0][0]

    v_cols = [c for c in range(cols) if grid[0, c] == v_color]
    h_rows = [r for r in range(rows) if grid[r, 0] == h_color]

    # Look at who is on top at the intersection and swap it
    top = grid[h_rows[0], v_cols[0]]
    new = h_color if top == v_color else v_color
    for r in h_rows:
        for c in v_cols:
            grid[r, c] = new

    return grid.tolist()
