import numpy as np
from collections import Counter

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    counter = Counter()
    # Count the pairs of cells
    for r in range(1, grid.shape[0], 2):
        for c in range(1, grid.shape[1], 3):
            counter[int(grid[r, c])] += 1

    # The most common color is the background of the table, so it is skipped
    ranking = [color for color, _ in counter.most_common() if color != 0]
    return [[color] for color in ranking[1:4]]
