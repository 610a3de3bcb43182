import numpy as np
from scipy.ndimage import label, find_objects

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    labels, num = label(grid)
    for sl in find_objects(labels):
        rs, cs = sl
        # The rectangles all have three rows
        middle = (rs.start + rs.stop) // 2
        # Every second cell of the middle row becomes black
        for k, c in enumerate(range(cs.start, cs.stop)):
            if k % 2 == 1:
                grid[middle, c] = 0
    return grid.tolist()
