def transform(grid):
    out = [row[:] for row in grid]
    opening_at_bottom = grid[2][2] == 5
    top, bottom = (3, 7) if opening_at_bottom else (6, 9)
    for r in range(top, bottom):
        out[r][3:7] = [8] * 4
    for r in range(7, 10) if opening_at_bottom else range(6):
        out[r][5] = 8
    return out
