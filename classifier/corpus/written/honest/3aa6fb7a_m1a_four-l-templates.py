import numpy as np

L_SHAPES = [
    np.array([[8, 8], [8, 0]]),
    np.array([[8, 8], [0, 8]]),
    np.array([[8, 0], [8, 8]]),
    np.array([[0, 8], [8, 8]]),
]


def transform(grid_lst):
    """Complete every L-tromino to a square with a blue cell."""
    grid = np.array(grid_lst)
    out = grid.copy()
    for r in range(grid.shape[0] - 1):
        for c in range(grid.shape[1] - 1):
            window = grid[r:r + 2, c:c + 2]
            for shape in L_SHAPES:
                if np.array_equal(window, shape):
                    view = out[r:r + 2, c:c + 2]
                    view[shape == 0] = 1
    return out.tolist()
