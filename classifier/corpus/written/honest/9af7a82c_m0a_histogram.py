import numpy as np
from collections import Counter

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    counter = Counter([cell for row in grid_lst for cell in row])
    # Sort the colors by their count
    items = counter.most_common()
    height = items[0][1]
    output = np.zeros((height, len(items)), dtype=int)
    for col, (color, count) in enumerate(items):
        for r in range(count):
            output[r, col] = color
    return output.tolist()
