import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    out = grid.copy()
    # Unique color
    vals, counts = np.unique(grid[grid > 0], return_counts=True)
    color = vals[np.argmin(counts)]
    r, c = np.argwhere(grid == color)[0]
    rows, cols = np.where(grid > 0)
    # If the triangle is wider than high the ray is vertical
    if cols.max() - cols.min() > rows.max() - rows.min():
        if r == rows.max():
            out[:rows.min(), c] = color
        else:
            out[rows.max() + 1:, c] = color
    else:
        out[r, cols.max() + 1:] = color
    return out.tolist()
