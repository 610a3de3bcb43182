def transform(grid):
    size = 10
    out = [[0] * size for _ in range(size)]
    col = 0
    color = 0
    for j in range(size):
        if grid[size - 1][j] != 0:
            col = j
            color = grid[size - 1][j]
    # every second column
    top = True
    j = col
    while j < size:
        for i in range(size):
            out[i][j] = color
        # grey cell between the columns, first at the top and then at the bottom
        if j + 1 < size:
            if top:
                out[0][j + 1] = 5
            else:
                out[size - 1][j + 1] = 5
        top = not top
        j += 2
    return out
