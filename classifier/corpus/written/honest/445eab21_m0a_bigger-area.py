import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    best_area = 0
    best_color = 0
    for color in range(1, 10):
        rows, cols = np.where(grid == color)
        if len(rows) == 0:
            continue
        area = (rows.max() - rows.min() + 1) * (cols.max() - cols.min() + 1)
        if area > best_area:
            best_area = area
            best_color = color
    # The output is a 2x2 square
    return [[best_color] * 2, [best_color] * 2]
