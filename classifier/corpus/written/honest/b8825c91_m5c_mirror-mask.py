MASK = 4
LAST = 15


def mirrors(r, c):
    """The four symmetric positions on the 16x16 board."""
    return (r, c), (r, LAST - c), (LAST - r, c), (LAST - r, LAST - c)


def repair(grid, r, c):
    return next(grid[y][x] for y, x in mirrors(r, c) if grid[y][x] != MASK)


def transform(grid):
    return [[repair(grid, r, c) for c in range(16)] for r in range(16)]
