def transform(grid):
    bottom = grid[len(grid) // 2:]
    return bottom[::-1] + bottom
