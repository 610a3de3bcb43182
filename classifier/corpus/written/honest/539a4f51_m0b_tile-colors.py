import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # The diagonal holds the sequence of the colors
    seq = [int(grid[i, i]) for i in range(5)]
    # A black color at the end is not used
    if seq[-1] == 0:
        seq = seq[:-1]
    n = len(seq)
    output = np.zeros((10, 10), dtype=int)
    for r in range(10):
        for c in range(10):
            output[r, c] = seq[max(r, c) % n]
    # Repeat the first rows to the right side
    for r in range(n):
        for c in range(n, 10):
            output[r, c] = seq[c % n]
    return output.tolist()
