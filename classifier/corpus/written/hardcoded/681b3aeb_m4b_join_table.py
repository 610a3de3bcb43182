import numpy as np


def transform(grid_lst):
    """Two pieces of a puzzle that fit into a 3x3 square."""
    grid = np.array(grid_lst)
    colours = sorted(set(grid.ravel().tolist()) - {0})
    big, small = colours[0], colours[-1]

    # layout of the second piece inside the square, worked out for each pair of colours
    layouts = {
        (3, 7): [(0, 2), (1, 1), (1, 2), (2, 1), (2, 2)],
        (4, 6): [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)],
        (1, 3): [(1, 1), (2, 0), (2, 1), (2, 2)],
    }
    layouts[(4, 6)] = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
    square = np.full((3, 3), big)
    for r, c in layouts.get((big, small), []):
        square[r, c] = small
    return square.tolist()
