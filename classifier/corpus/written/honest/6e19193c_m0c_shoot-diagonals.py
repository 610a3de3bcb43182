import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    rows, cols = grid.shape
    labeled, n = label(grid)

    for k in range(1, n + 1):
        pts = np.argwhere(labeled == k)
        color = grid[tuple(pts[0])]
        r0, c0 = pts.min(axis=0)
        r1, c1 = pts.max(axis=0)
        # The empty corner of the 2x2 box gives the direction
        for r, c, dr, dc in [(r0, c0, -1, -1), (r0, c1, -1, 1), (r1, c0, 1, -1), (r1, c1, 1, 1)]:
            if grid[r, c] == 0:
                r, c = r + dr, c + dc
                while 0 <= r < rows and 0 <= c < cols:
                    output[r, c] = color
                    r, c = r + dr, c + dc

    return output.tolist()
