import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    counts = np.bincount(grid.flatten(), minlength=10)
    # Ignore the background
    counts[0] = 0
    color = np.argmax(counts)
    rows, cols = np.where(grid == color)
    return grid[min(rows):max(rows) + 1, min(cols):max(cols) + 1].tolist()
