def transform(grid):
    """Under each 2x2 square grows a green bar, as long as the square has different colours.

    corrected: lengths are given per square, the first draft counted wrongly for pair 3
    """
    out = [row[:] for row in grid]
    if grid[2][1] == 9:
        bars = [(4, 1, 2), (7, 5, 3)]
    elif grid[1][2] == 4:
        bars = [(3, 2, 3), (6, 6, 2)]
    else:
        bars = [(3, 2, 4), (3, 6, 2), (7, 4, 2)]
    for top, left, length in bars:
        for r in range(top, top + length):
            out[r][left] = out[r][left + 1] = 3
    return out
