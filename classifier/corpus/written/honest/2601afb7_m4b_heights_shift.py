def transform(grid):
    """Bars get the colour of the bar before them and the height of the bar after them.

    First attempt: only the heights were rotated. Pair 2 shows that the colours rotate too,
    in the opposite direction.
    """
    h, w = len(grid), len(grid[0])
    bars = []
    for c in range(w):
        column = [grid[r][c] for r in range(h) if grid[r][c] != 7]
        if column:
            bars.append((c, column[0], len(column)))
    n = len(bars)
    out = [[7] * w for _ in range(h)]
    for k, (c, _, _) in enumerate(bars):
        colour = bars[(k - 1) % n][1]
        height = bars[(k + 1) % n][2]
        for r in range(h - height, h):
            out[r][c] = colour
    return out
