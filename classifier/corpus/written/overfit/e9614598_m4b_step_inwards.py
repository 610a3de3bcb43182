def transform(grid):
    """Green plus half way between the blue cells: they are always six or eight apart."""
    blue = []
    for r in range(len(grid)):
        for c in range(len(grid[0])):
            if grid[r][c] == 1:
                blue.append((r, c))
    (r1, c1), (r2, c2) = blue
    out = [row[:] for row in grid]
    if r1 == r2:
        r, c = r1, c1 + 3
    else:
        # fix for pair 2
        r, c = r1 + 4, c1
    out[r][c] = 3
    for d in (-1, 1):
        out[r + d][c] = 3
        out[r][c + d] = 3
    return out
