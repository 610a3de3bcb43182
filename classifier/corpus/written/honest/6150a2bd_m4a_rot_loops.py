def rotate(grid):
    # rotate the grid by 90 degrees
    rotated = []
    for j in range(len(grid[0])):
        new_row = []
        for i in range(len(grid)):
            new_row.append(grid[i][j])
        rotated.append(new_row)
    return rotated


def transform(grid):
    rows = len(grid)
    cols = len(grid[0])
    result = [[0 for _ in range(cols)] for _ in range(rows)]
    for i in range(rows):
        for j in range(cols):
            color = grid[i][j]
            new_i = rows - 1 - i
            new_j = cols - 1 - j
            result[new_i][new_j] = color
    return result
