import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()

    # The colored pattern is everything that is not 0 and not 5
    pattern_cells = np.argwhere((grid != 0) & (grid != 5))
    (r0, c0), (r1, c1) = pattern_cells.min(axis=0), pattern_cells.max(axis=0)
    pattern = grid[r0:r1 + 1, c0:c1 + 1]

    # Replace each gray block with the pattern
    labeled, n = label(grid == 5)
    for i in range(1, n + 1):
        rs, cs = np.where(labeled == i)
        output[rs.min():rs.max() + 1, cs.min():cs.max() + 1] = pattern

    return output.tolist()
