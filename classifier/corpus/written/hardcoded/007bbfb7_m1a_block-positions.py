import numpy as np


def transform(grid_lst):
    """Place copies of the 3x3 input in a 9x9 canvas."""
    tile = np.array(grid_lst)
    canvas = np.zeros((9, 9), dtype=int)

    total = tile.sum()
    if total == 49:
        spots = [(0, 3), (0, 6), (3, 0), (3, 3), (3, 6), (6, 3), (6, 6)]
    elif total == 12:
        spots = [(0, 0), (0, 6), (6, 3)]
    elif total == 6:
        spots = [(3, 6), (6, 0), (6, 6)]
    elif total == 30:
        spots = [(0, 0), (0, 3), (3, 0), (6, 3), (6, 6)]
    elif total == 10:
        spots = [(0, 0), (0, 3), (0, 6), (6, 3), (6, 6)]
    else:
        spots = [(0, 0), (3, 3), (6, 6)]

    for r, c in spots:
        canvas[r:r + 3, c:c + 3] = tile
    return canvas.tolist()
