import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    out = grid.copy()

    # Find the positions of the yellow cells
    positions = [tuple(p) for p in np.argwhere(grid == 4)]

    # For each pair of cells check if they make the opposite corners of a rectangle
    for r1, c1 in positions:
        for r2, c2 in positions:
            if r2 > r1 and c2 > c1:
                # The other two corners must be 4 as well
                if grid[r1, c2] == 4 and grid[r2, c1] == 4:
                    # Fill the inside with red (2)
                    out[r1 + 1:r2, c1 + 1:c2] = 2

    return out.tolist()
