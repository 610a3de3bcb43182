from itertools import product


def transform(grid):
    out = [row[:] for row in grid]
    for r, c in product(range(len(grid) - 1), range(len(grid[0]) - 1)):
        quad = [(r, c), (r, c + 1), (r + 1, c), (r + 1, c + 1)]
        empty = [(y, x) for y, x in quad if grid[y][x] != 8]
        if len(empty) == 1:
            (y, x), = empty
            out[y][x] = 1
    return out
