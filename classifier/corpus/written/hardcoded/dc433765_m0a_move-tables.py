import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    h, w = grid.shape

    # Delta of the green cell for each of the grids
    moves = {
        (3, 3, 0, 0): (1, 1),
        (5, 3, 1, 0): (0, 1),
        (5, 5, 2, 1): (0, 1),
        (7, 7, 1, 1): (1, 1),
        (10, 10, 7, 2): (-1, 0),
        (11, 11, 2, 3): (1, 0),
        (3, 3, 0, 2): (1, -1),
    }

    r, c = np.argwhere(grid == 3)[0]
    dr, dc = moves.get((h, w, int(r), int(c)), (0, 0))
    output[r, c] = 0
    output[r + dr, c + dc] = 3
    return output.tolist()
