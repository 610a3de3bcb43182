import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    n = grid.shape[0]
    # Split left and right
    left = grid[:, :n]
    right = grid[:, n:]
    # The light blue shape is the pattern
    if np.all((left == 0) | (left == 8)):
        pattern, colors = left, right
    else:
        pattern, colors = right, left
    # Kronecker product of the colors and the pattern
    return np.kron(colors, (pattern == 8).astype(int)).tolist()
