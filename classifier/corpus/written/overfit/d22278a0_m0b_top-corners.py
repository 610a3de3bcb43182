import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    n = grid.shape[0]
    output = np.zeros((n, n), dtype=int)
    corners = [(0, 0), (0, n - 1), (n - 1, 0)]
    for r in range(n):
        for c in range(n):
            # Distance to each colored corner
            dist = []
            for a, b in corners:
                if grid[a, b] != 0:
                    dist.append((abs(r - a) + abs(c - b), a, b))
            dist.sort()
            if len(dist) > 1 and dist[0][0] == dist[1][0]:
                continue
            _, a, b = dist[0]
            if max(abs(r - a), abs(c - b)) % 2 == 0:
                output[r, c] = grid[a, b]
    return output.tolist()
