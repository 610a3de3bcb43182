import numpy as np


def transform(grid_lst):
    # Convert to numpy for easier manipulation
    grid = np.array(grid_lst)
    out = grid.copy()
    h, w = grid.shape

    # Bounding box of the gray frame
    rows, cols = np.where(grid == 5)
    r0, r1, c0, c1 = rows.min(), rows.max(), cols.min(), cols.max()

    # Fill the interior
    for r in range(r0, r1 + 1):
        for c in range(c0, c1 + 1):
            if out[r, c] == 0:
                out[r, c] = 8

    # Find the opening(s) in the frame and let the liquid leak out in a straight line
    for c in range(c0 + 1, c1):
        if grid[r0, c] == 0:
            out[:r0, c] = 8
        if grid[r1, c] == 0:
            out[r1 + 1:, c] = 8
    for r in range(r0 + 1, r1):
        if grid[r, c0] == 0:
            out[r, :c0] = 8
        if grid[r, c1] == 0:
            out[r, c1 + 1:] = 8

    return out.tolist()
