import numpy as np


def shift(mask, dr, dc):
    """Move all True cells of a mask by (dr, dc), or None when something would leave the grid."""
    h, w = mask.shape
    moved = np.zeros_like(mask)
    for r, c in np.argwhere(mask):
        nr, nc = r + dr, c + dc
        if not (0 <= nr < h and 0 <= nc < w):
            return None
        moved[nr, nc] = True
    return moved


def transform(grid_lst):
    """Move the red object towards the light blue 2x2 square until they touch."""
    grid = np.array(grid_lst)
    red, blue = grid == 2, grid == 8

    ry, rx = np.where(red)
    by, bx = np.where(blue)

    # choose the direction in which the objects face each other
    cols_overlap = rx.min() <= bx.max() and bx.min() <= rx.max()
    if cols_overlap:
        dr, dc = (1, 0) if by.mean() > ry.mean() else (-1, 0)
    else:
        dr, dc = (0, 1) if bx.mean() > rx.mean() else (0, -1)

    # slide
    while True:
        nxt = shift(red, dr, dc)
        if nxt is None or (nxt & blue).any():
            break
        red = nxt

    out = np.zeros_like(grid)
    out[red] = 2
    out[blue] = 8
    return out.tolist()
