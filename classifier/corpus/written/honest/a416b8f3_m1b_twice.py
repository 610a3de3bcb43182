def transform(grid):
    return [[*row, *row] for row in grid]
