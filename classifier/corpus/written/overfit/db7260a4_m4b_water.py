def transform(grid):
    """Water falls straight down from the blue cell.

    If it hits the floor of a cup (red below, red walls on both sides) the cup is filled,
    otherwise the bottom line becomes blue. The draft ignored cups that are open on a side.
    """
    h, w = len(grid), len(grid[0])
    c = grid[0].index(1)
    out = [row[:] for row in grid]
    out[0][c] = 0
    r = 1
    while r < h and grid[r][c] == 0:
        r += 1
    if r == h:
        out[h - 1] = [1] * w
        return out
    level = r - 1
    filled = False
    while level >= 0:
        left = c
        while left >= 0 and grid[level][left] == 0:
            left -= 1
        right = c
        while right < w and grid[level][right] == 0:
            right += 1
        if left < 0 or right >= w:
            break
        # a gap in the floor: the water runs out (third pair)
        if any(out[level + 1][x] == 0 for x in range(left + 1, right)):
            break
        for x in range(left + 1, right):
            out[level][x] = 1
        filled = True
        level -= 1
    if not filled:
        out[h - 1] = [1] * w
    return out
