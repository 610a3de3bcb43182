import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    colors = [c for c in np.unique(grid) if c != 0]

    best = None
    best_color = 0
    # Find the biggest connected object of one color
    for color in colors:
        labeled, n = label(grid == color)
        for i in range(1, n + 1):
            coords = np.argwhere(labeled == i)
            if best is None or len(coords) > len(best):
                best = coords
                best_color = color

    r0, c0 = best.min(axis=0)
    r1, c1 = best.max(axis=0)
    crop = grid[r0:r1 + 1, c0:c1 + 1].copy()

    # The frame takes the other color
    other = [c for c in colors if c != best_color][0]
    crop[crop == best_color] = other
    return crop.tolist()
