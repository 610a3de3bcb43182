import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape
    output = grid.copy()

    # The triangles between the zigzag lines: every third one is yellow
    period = 12
    pattern = [
        [0, 0, 0, 0, 0, 4, 4, 4, 0, 0, 0, 0],
        [4, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0],
        [4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4],
    ]
    for r in range(h):
        for c in range(w):
            if grid[r, c] == 0 and pattern[r][c % period] == 4:
                output[r, c] = 4
    # Close the triangles next to the borders of the period
    for c in range(w):
        if c % period == 0 and c > 0:
            if output[1, c] == 0:
                output[1, c] = 4
    return output.tolist()
