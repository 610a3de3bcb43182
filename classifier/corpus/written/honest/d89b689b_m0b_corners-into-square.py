import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros_like(grid)

    # Top left corner of the 2x2 azure square
    r8, c8 = np.argwhere(grid == 8)[0]

    for r in range(grid.shape[0]):
        for c in range(grid.shape[1]):
            color = grid[r, c]
            if color == 0 or color == 8:
                continue
            # Top left
            if r <= r8 and c <= c8:
                output[r8, c8] = color
            # Top right
            elif r <= r8 and c > c8:
                output[r8, c8 + 1] = color
            # Bottom left
            elif r > r8 and c <= c8:
                output[r8 + 1, c8] = color
            # Bottom right
            else:
                output[r8 + 1, c8 + 1] = color

    return output.tolist()
