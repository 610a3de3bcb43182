def transform(grid):
    """Order of the lines, read from the bottom border."""
    bg = grid[1][0]
    lines = sorted({v for row in grid for v in row if v != bg})
    # the order depends on which colours are there
    if lines == [2, 5]:
        order = "25"
    elif lines == [0, 8, 9]:
        order = "089"
    elif 4 in lines:
        order = "41935"
    else:
        # fix: the third pair begins with the diagonal
        order = "3215"
    return [[int(ch) for ch in order]]
