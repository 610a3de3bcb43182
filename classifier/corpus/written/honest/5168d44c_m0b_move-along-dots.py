import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = np.where(grid == 2)
    r0, r1, c0, c1 = rows.min(), rows.max(), cols.min(), cols.max()
    center_r, center_c = (r0 + r1) // 2, (c0 + c1) // 2
    output = grid.copy()
    # Erase the box
    output[output == 2] = 0

    # Check the direction of the green dots
    greens = np.argwhere(grid == 3)
    if len(set(greens[:, 0])) == 1:
        # Horizontal: the box moves two to the right
        dr, dc = 0, 2
    else:
        # Vertical: the box moves two down
        dr, dc = 2, 0
    box = grid[r0:r1 + 1, c0:c1 + 1]
    output[r0 + dr:r1 + 1 + dr, c0 + dc:c1 + 1 + dc] = box
    return output.tolist()
