def corners(grid):
    return grid[0][0], grid[0][2], grid[2][0], grid[2][2]


def balanced(grid):
    a, b, c, d = corners(grid)
    return a == b and c == d and grid[1][0] == grid[1][2] and sum(map(sum, grid)) < 14


def transform(grid):
    return [[1 if balanced(grid) else 7]]
