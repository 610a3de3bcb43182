import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    n = grid.shape[0]
    # Colors in the corners
    tl, tr, bl, br = grid[0, 0], grid[0, n - 1], grid[n - 1, 0], grid[n - 1, n - 1]
    inner = grid[2:n - 2, 2:n - 2]
    m = inner.shape[0]
    half = m // 2
    output = np.zeros((m, m), dtype=int)
    for i in range(m):
        for j in range(m):
            if inner[i, j] == 8:
                if i < half and j < half:
                    output[i, j] = tl
                elif i < half and j >= half:
                    output[i, j] = tr
                elif i >= half and j < half:
                    output[i, j] = bl
                else:
                    output[i, j] = br
    return output.tolist()
