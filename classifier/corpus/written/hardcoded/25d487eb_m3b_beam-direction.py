import numpy as np

# beam direction for the color of the odd cell
STEP = {1: (0, 1), 3: (-1, 0), 2: (1, 0)}


def transform(grid):
    g = np.array(grid)
    vals, cnt = np.unique(g[g > 0], return_counts=True)
    tip = int(vals[cnt.argmin()])
    body = int(vals[cnt.argmax()])
    r, c = np.argwhere(g == tip)[0]
    dr, dc = STEP[tip]
    r, c = r + dr, c + dc
    while g[r, c] == body:
        r, c = r + dr, c + dc
    while 0 <= r < g.shape[0] and 0 <= c < g.shape[1]:
        g[r, c] = tip
        r, c = r + dr, c + dc
    return g.tolist()
