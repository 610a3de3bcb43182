def transform(grid):
    """Blue line through the dot with an arm at each end.

    The arms look like an S for grids of size 5 and 7 mod 2 ... checked: for size 5 the upper
    arm goes right, otherwise left.
    """
    n = len(grid)
    bg = grid[0][0]
    r0, c0 = [(r, c) for r in range(n) for c in range(n) if grid[r][c] != bg][0]
    out = [row[:] for row in grid]
    for r in range(n):
        if r != r0:
            out[r][c0] = 1
    right = n < 6
    for c in range(n):
        if (c > c0) == right or c == c0:
            out[0][c] = 1
        if (c < c0) == right or c == c0:
            out[n - 1][c] = 1
    return out
