import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    n, m = grid.shape
    output = np.zeros_like(grid)
    seeds = [(r, c, grid[r, c]) for r, c in np.argwhere(grid != 0)]

    for r in range(n):
        for c in range(m):
            # Find the nearest corner by the Manhattan distance
            d = sorted((abs(r - a) + abs(c - b), k) for k, (a, b, v) in enumerate(seeds))
            # Ties stay empty
            if len(d) > 1 and d[0][0] == d[1][0]:
                continue
            a, b, v = seeds[d[0][1]]
            # Rings around the corner alternate
            if max(abs(r - a), abs(c - b)) % 2 == 0:
                output[r, c] = v

    return output.tolist()
