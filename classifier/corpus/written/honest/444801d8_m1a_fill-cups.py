import numpy as np
from scipy.ndimage import label


def transform(grid_lst):
    """
    Each blue "cup" (5 wide, opening at the top middle) contains a coloured seed.
    The seed colour fills the interior, the opening and the 5 cells directly above.
    """
    grid = np.array(grid_lst)
    result = grid.copy()

    labeled, count = label(grid == 1)
    for k in range(1, count + 1):
        ys, xs = np.where(labeled == k)
        top, bottom = ys.min(), ys.max()
        left, right = xs.min(), xs.max()

        box = grid[top:bottom + 1, left:right + 1]
        seeds = box[(box != 0) & (box != 1)]
        if seeds.size == 0:
            continue
        color = int(seeds[0])

        region = result[top:bottom + 1, left:right + 1]
        region[region == 0] = color
        if top > 0:
            result[top - 1, left:right + 1] = color
    return result.tolist()
