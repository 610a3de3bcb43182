import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros_like(grid)
    for color in range(1, 10):
        pts = np.argwhere(grid == color)
        if len(pts) == 0:
            continue
        # The two pixels are opposite corners
        (r0, c0), (r1, c1) = pts.min(axis=0), pts.max(axis=0)
        output[r0:r1 + 1, c0:c1 + 1] = color
    return output.tolist()
