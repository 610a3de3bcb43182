def around(r, c):
    return [(r + dr, c + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1)]


def transform(grid):
    out = [row[:] for row in grid]
    reds = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 2]
    # no more than two reds get a ring
    for r, c in reds[:2]:
        for y, x in around(r, c):
            if 0 <= y < len(grid) and 0 <= x < len(grid[0]) and not grid[y][x]:
                out[y][x] = 1
    return out
