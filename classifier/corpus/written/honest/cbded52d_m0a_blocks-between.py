import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = grid.copy()
    rows, cols = grid.shape

    # Each block is 2x2 with a line of 0 after it, so the period is 3
    for r in range(rows):
        for c in range(cols):
            color = grid[r, c]
            if color in (0, 1):
                continue
            # Look for the same color in the same row two blocks further
            if c + 6 < cols and grid[r, c + 6] == color:
                output[r, c + 3] = color
            # Look for the same color in the same column two blocks further
            if r + 6 < rows and grid[r + 6, c] == color:
                output[r + 3, c] = color

    return output.tolist()
