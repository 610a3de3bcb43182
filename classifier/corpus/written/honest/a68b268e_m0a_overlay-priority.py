import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # The four quadrants around the blue cross
    a = grid[0:4, 0:4]
    b = grid[0:4, 5:9]
    c = grid[5:9, 0:4]
    d = grid[5:9, 5:9]

    output = np.zeros((4, 4), dtype=int)
    for i in range(4):
        for j in range(4):
            # Priority: orange, yellow, light blue, pink
            if a[i, j] == 7:
                output[i, j] = 7
            elif b[i, j] == 4:
                output[i, j] = 4
            elif c[i, j] == 8:
                output[i, j] = 8
            elif d[i, j] == 6:
                output[i, j] = 6
    return output.tolist()
