import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    out = grid.copy()

    # Group the green cells with 8-connectivity
    lab, n = label(grid == 3, structure=np.ones((3, 3), dtype=int))

    for k in range(1, n + 1):
        rs, cs = np.where(lab == k)
        r0, r1, c0, c1 = rs.min(), rs.max(), cs.min(), cs.max()
        # Size of one square of the diagonal
        s = (r1 - r0 + 1) // 2

        # Case 1: the diagonal goes from the top left to the bottom right
        if grid[r0, c0] == 3:
            blocks = [(r0 - s, c1 + 1), (r1 + 1, c0 - s)]
        # Case 2: the diagonal goes from the top right to the bottom left
        else:
            blocks = [(r0 - s, c0 - s), (r1 + 1, c1 + 1)]

        for br, bc in blocks:
            for r in range(br, br + s):
                for c in range(bc, bc + s):
                    if 0 <= r < rows and 0 <= c < cols:
                        out[r, c] = 8

    return out.tolist()
