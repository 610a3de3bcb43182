def transform(grid):
    return [[a or b for a, b in zip(r1, r2)] for r1, r2 in zip(grid, grid[::-1])]
