import numpy as np


def transform(grid_lst):
    grid = np.array(grid_lst)
    h, w = grid.shape
    ys, xs = np.where(grid == 3)
    if len(ys) == 0:
        return grid_lst
    # centre, doubled
    cy = ys.min() + ys.max()
    cx = xs.min() + xs.max()
    out = grid.copy()
    for _ in range(2):  # a second pass was needed when only one mirror was done per pass
        for y in range(h):
            for x in range(w):
                if out[y, x] == 2:
                    for ny, nx in [(cy - y, x), (y, cx - x), (cy - y, cx - x)]:
                        # ny, nx = int(ny), int(nx)
                        if 0 <= ny < h and 0 <= nx < w:
                            out[ny, nx] = 2
    out[grid == 3] = 3
    return out.tolist()
