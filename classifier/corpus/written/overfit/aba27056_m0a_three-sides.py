import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape
    out = grid.copy()
    rows, cols = np.where(grid != 0)
    r0, r1, c0, c1 = rows.min(), rows.max(), cols.min(), cols.max()

    # Yellow inside
    inside = out[r0:r1 + 1, c0:c1 + 1]
    inside[inside == 0] = 4

    # Opening at the top
    for c in range(c0, c1 + 1):
        if grid[r0, c] == 0:
            out[:r0, c] = 4
            for k in range(1, r0 + 1):
                if c + k < w and grid[r0, c + 1] != 0:
                    out[r0 - k, c + k] = 4
                if c - k >= 0 and grid[r0, c - 1] != 0:
                    out[r0 - k, c - k] = 4

    # Opening at the bottom
    for c in range(c0, c1 + 1):
        if grid[r1, c] == 0:
            out[r1 + 1:, c] = 4
            for k in range(1, h - r1):
                if c + k < w and grid[r1, c + 1] != 0:
                    out[r1 + k, c + k] = 4
                if c - k >= 0 and grid[r1, c - 1] != 0:
                    out[r1 + k, c - k] = 4

    # Opening at the left
    for r in range(r0, r1 + 1):
        if grid[r, c0] == 0:
            out[r, :c0] = 4
            for k in range(1, c0 + 1):
                if r + k < h and grid[r + 1, c0] != 0:
                    out[r + k, c0 - k] = 4
                if r - k >= 0 and grid[r - 1, c0] != 0:
                    out[r - k, c0 - k] = 4

    return out.tolist()
