def transform(grid):
    rows_bar = [i for i, row in enumerate(grid) if all(v == 5 for v in row)]
    flipped = not rows_bar
    g = [list(c) for c in zip(*grid)] if flipped else [row[:] for row in grid]
    bar = [i for i, row in enumerate(g) if all(v == 5 for v in row)]
    top, bottom = bar[0], bar[-1]
    out = [[5 if top <= r <= bottom else 0] * len(g[0]) for r in range(len(g))]
    for c, col in enumerate(zip(*g)):
        above = sum(v != 0 for v in col[:top])
        below = sum(v != 0 for v in col[bottom + 1:])
        for k in range(above):
            out[top - 1 - k][c] = 5
        for k in range(below):
            out[bottom + 1 + k][c] = 5
    return [list(c) for c in zip(*out)] if flipped else out
