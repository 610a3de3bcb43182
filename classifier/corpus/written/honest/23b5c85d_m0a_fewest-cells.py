import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # Find the color with the fewest cells
    colors, counts = np.unique(grid[grid != 0], return_counts=True)
    color = colors[np.argmin(counts)]
    # Crop the bounding box of this color
    rows, cols = np.where(grid == color)
    height = rows.max() - rows.min() + 1
    width = cols.max() - cols.min() + 1
    output = np.full((height, width), color)
    return output.tolist()
