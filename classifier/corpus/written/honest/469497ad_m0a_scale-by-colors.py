import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # The scale is the number of colors without black
    k = len([c for c in np.unique(grid) if c != 0])
    output = np.kron(grid, np.ones((k, k), dtype=int))

    # Find the inner square
    square = np.argwhere(grid[:4, :4] != 0)
    top, left = square.min(axis=0) * k
    bottom, right = (square.max(axis=0) + 1) * k - 1
    size = grid.shape[0] * k

    # Draw red diagonals from the corners of the square
    for i in range(1, size):
        for r, c in [(top - i, left - i), (top - i, right + i), (bottom + i, left - i), (bottom + i, right + i)]:
            if 0 <= r < size and 0 <= c < size and output[r, c] == 0:
                output[r, c] = 2
    return output.tolist()
