# cells around the centre: two blue cells on each side, starting two cells away
ARMS = [(-3, 0), (-2, 0), (2, 0), (3, 0), (0, -3), (0, -2), (0, 2), (0, 3)]
GAP = [(-1, 0), (1, 0), (0, -1), (0, 1)]


def transform(grid):
    """A yellow cell in the middle of four blue segments that form a cross.

    Draft 1 looked for the nearest blue cells, feedback: the segments must be exactly two
    cells long and one cell away from the middle.
    """
    n = len(grid)
    out = [row[:] for row in grid]
    for r in range(n):
        for c in range(n):
            def at(d):
                y, x = r + d[0], c + d[1]
                return grid[y][x] if 0 <= y < n and 0 <= x < n else None
            if grid[r][c] == 8 and all(at(d) == 1 for d in ARMS) and all(at(d) == 8 for d in GAP):
                out[r][c] = 4
    return out
