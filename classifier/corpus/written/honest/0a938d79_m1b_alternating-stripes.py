def transform(grid):
    h, w = len(grid), len(grid[0])
    tall = h > w
    g = [list(x) for x in zip(*grid)] if tall else grid
    (c1, v1), (c2, v2) = sorted((c, v) for row in g for c, v in enumerate(row) if v)
    gap = c2 - c1
    line = [0] * len(g[0])
    for k, c in enumerate(range(c1, len(line), gap)):
        line[c] = (v1, v2)[k % 2]
    out = [line[:] for _ in g]
    return [list(x) for x in zip(*out)] if tall else out
