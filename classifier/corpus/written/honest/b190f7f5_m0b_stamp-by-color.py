import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape

    # Split the grid in two square halves
    if h > w:
        a, b = grid[:w, :], grid[w:, :]
        n = w
    else:
        a, b = grid[:, :h], grid[:, h:]
        n = h

    # The stamp is the half which only has light blue cells
    if set(np.unique(a)) <= {0, 8}:
        stamp, colors = a, b
    else:
        stamp, colors = b, a

    # Every colored cell becomes the stamp in its color
    output = np.zeros((n * n, n * n), dtype=int)
    for i in range(n):
        for j in range(n):
            if colors[i, j] != 0:
                for r in range(n):
                    for c in range(n):
                        if stamp[r, c] == 8:
                            output[i * n + r, j * n + c] = colors[i, j]
    return output.tolist()
