import numpy as np
from collections import Counter

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape

    # Count how often each color occurs
    counts = Counter(grid.flatten().tolist())

    # The color which occurs exactly once
    unique = None
    for color in counts:
        if counts[color] == 1 and color != 0:
            unique = color

    r, c = np.argwhere(grid == unique)[0]
    output = np.zeros((rows, cols), dtype=int)

    # Draw a red box around it
    for i in range(r - 1, r + 2):
        for j in range(c - 1, c + 2):
            if 0 <= i < rows and 0 <= j < cols:
                output[i, j] = 2
    output[r, c] = unique
    return output.tolist()
