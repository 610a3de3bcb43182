def transform(grid):
    """The bar that starts highest gets blue, then red, green and yellow."""
    tops = {}
    for c in (1, 3, 5, 7):
        for r in range(9):
            if grid[r][c] == 5:
                tops[c] = r
                break
    # refined: bars start at the rows 0-1 (blue), 1-4 (red), 3-5 (green) and 6-7 (yellow)
    out = [row[:] for row in grid]
    for c, top in tops.items():
        length = 9 - top
        if length >= 8 and c in (5, 7):
            colour = 1
        elif length >= 5:
            colour = 2
        elif length >= 4 and c in (3, 5) and length != 5:
            colour = 3
        else:
            colour = 4
        if c == 3 and length == 6:
            colour = 3
        for r in range(top, 9):
            out[r][c] = colour
    return out
