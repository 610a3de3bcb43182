import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    out = grid.copy()
    rows, cols = grid.shape
    for r in range(rows):
        for c in range(cols):
            if grid[r, c] != 0:
                color = grid[r, c]
                # Fill until the right border, alternating color and gray
                for k in range(c, cols):
                    if (k - c) % 2 == 0:
                        out[r, k] = color
                    else:
                        out[r, k] = 5
    return out.tolist()
