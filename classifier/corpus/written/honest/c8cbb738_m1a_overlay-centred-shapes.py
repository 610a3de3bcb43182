import numpy as np
from collections import Counter


def transform(grid_lst):
    """
    Each non-background colour forms a symmetric frame. Centre all frames on top of each other
    inside a square as large as the largest frame.
    """
    grid = np.array(grid_lst)
    bg = Counter(grid.ravel().tolist()).most_common(1)[0][0]

    shapes = {}
    for color in np.unique(grid):
        if color == bg:
            continue
        ys, xs = np.where(grid == color)
        shapes[int(color)] = [(y - ys.min(), x - xs.min(), ys.max() - ys.min() + 1, xs.max() - xs.min() + 1)
                              for y, x in zip(ys, xs)]

    size = max(max(cells[0][2], cells[0][3]) for cells in shapes.values())
    output = np.full((size, size), bg)
    for color, cells in shapes.items():
        sh, sw = cells[0][2], cells[0][3]
        off_r, off_c = (size - sh) // 2, (size - sw) // 2
        for y, x, _, _ in cells:
            output[y + off_r, x + off_c] = color
    return output.tolist()
