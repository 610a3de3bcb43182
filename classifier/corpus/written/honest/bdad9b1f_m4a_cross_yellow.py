def transform(grid):
    rows, cols = 6, 6
    output = [[0] * cols for _ in range(rows)]
    r2 = 0
    c8 = 0
    # search the red row and the light blue column
    for r in range(rows):
        for c in range(cols):
            if grid[r][c] == 2:
                r2 = r
            if grid[r][c] == 8:
                c8 = c
    for c in range(cols):
        output[r2][c] = 2
    for r in range(rows):
        output[r][c8] = 8
    # the intersection
    output[r2][c8] = 4
    return output
