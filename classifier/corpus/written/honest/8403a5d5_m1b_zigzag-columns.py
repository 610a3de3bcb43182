def transform(grid):
    h, w = len(grid), len(grid[0])
    start, color = next((c, v) for c, v in enumerate(grid[-1]) if v)
    out = [[0] * w for _ in range(h)]
    for i, c in enumerate(range(start, w)):
        if i % 2 == 0:
            for r in range(h):
                out[r][c] = color
        elif i % 4 == 1:
            out[0][c] = 5
        else:
            out[-1][c] = 5
    return out
