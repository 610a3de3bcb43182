import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    out = grid.copy()

    # The color with one cell is the ray color
    ray = None
    for color in np.unique(grid):
        if color != 0 and np.sum(grid == color) == 1:
            ray = color
    r, c = np.argwhere(grid == ray)[0]

    rs, cs = np.where(grid != 0)
    r0, r1, c0, c1 = rs.min(), rs.max(), cs.min(), cs.max()

    # The ray leaves on the side opposite of the base
    if c == c0:
        out[r, c1 + 1:] = ray
    elif c == c1:
        out[r, :c0] = ray
    elif r == r1:
        out[:r0, c] = ray
    elif r == r0:
        out[r1 + 1:, c] = ray
    return out.tolist()
