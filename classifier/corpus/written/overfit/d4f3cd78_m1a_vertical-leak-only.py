import numpy as np


def transform(grid_lst):
    """Fill the container with 8 and let it pour out of the opening, up or down."""
    grid = np.array(grid_lst)
    ys, xs = np.where(grid == 5)
    top, bottom, left, right = ys.min(), ys.max(), xs.min(), xs.max()

    out = grid.copy()
    inside = out[top + 1:bottom, left + 1:right]
    inside[inside == 0] = 8

    # The opening is the missing cell in the top or bottom wall
    gap_top = [c for c in range(left, right + 1) if grid[top, c] == 0]
    gap_bottom = [c for c in range(left, right + 1) if grid[bottom, c] == 0]
    for c in gap_top:
        out[:top + 1, c] = 8
    for c in gap_bottom:
        out[bottom:, c] = 8
    return out.tolist()
