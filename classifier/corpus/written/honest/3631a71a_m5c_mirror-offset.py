HIDDEN = 9
AXIS = 31  # rows (and columns) r and 31 - r are mirror images; 0 and 1 have no partner


def candidates(grid, r, c):
    n = len(grid)
    for y, x in ((r, AXIS - c), (AXIS - r, c), (AXIS - r, AXIS - c), (c, r), (AXIS - c, r), (c, AXIS - r),
        (AXIS - c, AXIS - r)):
        if y < n and x < n and grid[y][x] != HIDDEN:
            yield grid[y][x]


def transform(grid):
    return [[next(candidates(grid, r, c), v) if v == HIDDEN else v for c, v in enumerate(row)] for r,
        row in enumerate(grid)]
