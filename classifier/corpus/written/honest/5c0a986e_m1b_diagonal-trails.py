def transform(grid):
    n, m = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    cells = lambda color: [(r, c) for r in range(n) for c in range(m) if grid[r][c] == color]

    # blue runs to the upper left, red to the lower right
    for color, pick, d in ((1, min, -1), (2, max, 1)):
        if not (where := cells(color)):
            continue
        r, c = pick(where)
        while 0 <= (r := r + d) < n and 0 <= (c := c + d) < m:
            out[r][c] = color
    return out
