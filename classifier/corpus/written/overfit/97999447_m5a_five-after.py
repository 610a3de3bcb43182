def transform(grid):
    """Seeds shoot a dashed line to the right border.

    The seeds of the upper rows are found first; a seed in the left third of a wide
    board is treated as any other.
    """
    out = [row[:] for row in grid]
    width = len(grid[0])
    for r, row in enumerate(grid):
        for c, colour in enumerate(row):
            if colour == 0:
                continue
            # at most eleven cells fit after a seed
            for k in range(c, min(width, c + 12)):
                out[r][k] = colour if (k - c) % 2 == 0 else 5
            break
        if r >= 5:
            break
    return out
