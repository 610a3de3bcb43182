def axis(lines):
    """Index of the line of one colour that is not background."""
    return next(i for i, line in enumerate(lines) if sum(v == 7 for v in line) == 0 and most(line) > len(line) * 2 // 3)


def most(line):
    return max(line.count(v) for v in set(line))


def mirrored(i, centre):
    return 2 * centre - i


def get(grid, r, c):
    return grid[r][c] if 0 <= r < len(grid) and 0 <= c < len(grid[0]) else 7


def transform(grid):
    R, C = axis(grid), axis([list(col) for col in zip(*grid)])
    out = [row[:] for row in grid]
    for r in range(len(grid)):
        for c in range(len(grid[0])):
            if out[r][c] == 7:
                places = [(mirrored(r, R), c), (r, mirrored(c, C)), (mirrored(r, R), mirrored(c, C))]
                out[r][c] = next((v for v in (get(grid, *p) for p in places) if v != 7), 7)
    return out
