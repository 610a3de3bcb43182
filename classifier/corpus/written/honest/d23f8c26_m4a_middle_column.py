def is_middle(index, size):
    # not used for the rows
    return index == size // 2


def transform(grid):
    middle = len(grid[0]) // 2
    for i in range(len(grid)):
        for j in range(len(grid[i])):
            if j < middle:
                grid[i][j] = 0
            elif j > middle:
                grid[i][j] = 0
    return grid
