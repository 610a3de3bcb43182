import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    out = grid.copy()

    # Regions of the background
    regions, count = label(grid == 0)
    h, w = grid.shape

    for idx in range(1, count + 1):
        mask = regions == idx
        rr, cc = np.where(mask)
        # A region that touches the border is not enclosed
        if rr.min() == 0 or cc.min() == 0 or rr.max() == h - 1 or cc.max() == w - 1:
            continue
        out[mask] = 1

    return out.tolist()
