def transform(grid):
    """A green plus in the middle of the two blue cells.

    The first version assumed a common row; the second pair has a common column.
    Now the mean of both positions is used, that covers both cases.
    """
    blue = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 1]
    (r1, c1), (r2, c2) = blue
    r, c = (r1 + r2) // 2, (c1 + c2) // 2
    out = [row[:] for row in grid]
    for y, x in ((r, c), (r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
        out[y][x] = 3
    return out
