def transform(grid):
    # copy the grid
    output = []
    for row in grid:
        output.append(row[:])

    height = len(grid)
    width = len(grid[0])
    for y in range(height):
        for x in range(width):
            c = grid[y][x]
            if c == 1:
                output[y][x] = 5
            elif c == 2:
                output[y][x] = 6
            elif c == 3:
                output[y][x] = 4
            elif c == 4:
                output[y][x] = 3
            elif c == 5:
                output[y][x] = 1
            elif c == 6:
                output[y][x] = 2
            elif c == 8:
                output[y][x] = 9
            elif c == 9:
                output[y][x] = 8
    return output
