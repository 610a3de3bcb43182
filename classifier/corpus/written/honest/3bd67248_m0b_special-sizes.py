import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape
    # A 1x1 grid stays the same
    if h == 1 and w == 1:
        return grid_lst
    # Bottom row
    for c in range(w):
        if c == 0:
            continue
        grid[h - 1, c] = 4
    # Anti-diagonal
    for r in range(h):
        for c in range(w):
            if r + c == w - 1:
                if r == h - 1:
                    pass
                else:
                    grid[r, c] = 2
    return grid.tolist()
