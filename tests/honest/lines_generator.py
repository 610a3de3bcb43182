"""Draws diagonals from every cell of one colour, with a generator as helper."""


def rays(r, c, h, w):
    for dr, dc in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        y, x = r + dr, c + dc
        while 0 <= y < h and 0 <= x < w:
            yield y, x
            y, x = y + dr, x + dc


def transform(grid):
    h, w = len(grid), len(grid[0])
    result = [row[:] for row in grid]
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 2:
                for y, x in rays(r, c, h, w):
                    result[y][x] = result[y][x] or 2
    return result
