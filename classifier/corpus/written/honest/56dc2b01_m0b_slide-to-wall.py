import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    output = np.zeros_like(grid)

    green = np.argwhere(grid == 3)
    red = np.argwhere(grid == 2)
    g_r0, g_c0 = green.min(axis=0)
    g_r1, g_c1 = green.max(axis=0)

    # Check if the red wall is vertical or horizontal
    if len(set(red[:, 1])) == 1:
        # Vertical wall
        wall = red[0, 1]
        output[:, wall] = 2
        if g_c0 > wall:
            # The object is on the right, so it slides to the left
            shift = wall + 1 - g_c0
            blue_col = g_c1 + shift + 1
        else:
            # The object is on the left, so it slides to the right
            shift = wall - 1 - g_c1
            blue_col = g_c0 + shift - 1
        for r, c in green:
            output[r, c + shift] = 3
        output[:, blue_col] = 8
    else:
        # Horizontal wall
        wall = red[0, 0]
        output[wall, :] = 2
        if g_r0 > wall:
            shift = wall + 1 - g_r0
            blue_row = g_r1 + shift + 1
        else:
            shift = wall - 1 - g_r1
            blue_row = g_r0 + shift - 1
        for r, c in green:
            output[r + shift, c] = 3
        output[blue_row, :] = 8

    return output.tolist()
