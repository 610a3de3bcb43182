def transform(grid):
    """Vertical stripes with grey dots at alternating ends."""
    color = max(grid[9])
    # where the stripes begin (after feedback for pairs 2 and 3)
    start = {2: 1, 3: 5, 4: 4}[color]
    greys_top = {2: [2, 6], 3: [6], 4: [5, 9]}[color]
    greys_bottom = {2: [4, 8], 3: [8], 4: [7]}[color]
    row = [color if c >= start and (c - start) % 2 == 0 else 0 for c in range(10)]
    out = [row[:] for _ in range(10)]
    for c in greys_top:
        out[0][c] = 5
    for c in greys_bottom:
        out[9][c] = 5
    return out
