import numpy as np
from scipy.ndimage import label


def transform(grid_lst):
    """
    Gray triangles hang on a diagonal line. Each triangle is replaced with a parallel copy of the
    line that passes just outside its far corner.
    """
    grid = np.array(grid_lst)
    h, w = grid.shape
    color = [v for v in np.unique(grid) if v not in (0, 5)][0]

    # offsets (col - row) of the existing line
    ys, xs = np.where(grid == color)
    offsets = {int(xs[0] - ys[0])}
    base = int(xs[0] - ys[0])

    labels, n = label(grid == 5)
    for k in range(1, n + 1):
        ys, xs = np.where(labels == k)
        diffs = xs - ys
        if diffs.mean() > base:
            offsets.add(int(diffs.max()) + 2)
        else:
            offsets.add(int(diffs.min()) - 2)

    out = np.zeros_like(grid)
    for r in range(h):
        for c in range(w):
            if c - r in offsets:
                out[r, c] = color
    return out.tolist()
