import numpy as np


def solve(grid):
    """8s on the top row shine down; every 2 on a side pushes the beams away from it."""
    out = grid.copy()
    h, w = grid.shape
    beams = [c for c in range(w) if grid[0, c] == 8]
    for r in range(h):
        if grid[r, 0] == 2:
            beams = [c + 1 for c in beams]
        if grid[r, w - 1] == 2:
            beams = [c - 1 for c in beams]
        for c in beams:
            if 0 <= c < w:
                out[r, c] = 8
    return out


def transform(grid_lst):
    grid = np.array(grid_lst)
    if (grid[0] == 8).any():
        return solve(grid).tolist()
    # beams start on the left side
    return solve(grid.T).T.tolist()
