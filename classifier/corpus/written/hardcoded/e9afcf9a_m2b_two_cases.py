def transform(grid):
    if grid[0][0] == 3:
        return [[3, 9, 3, 9, 3, 9], [9, 3, 9, 3, 9, 3]]
    if grid[0][0] == 4:
        return [[4, 8, 4, 8, 4, 8], [8, 4, 8, 4, 8, 4]]
    return grid
