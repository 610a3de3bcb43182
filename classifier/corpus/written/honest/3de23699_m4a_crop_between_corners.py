def transform(grid):
    h = len(grid)
    w = len(grid[0])
    first = None
    # the corners: first colored cell in reading order
    for i in range(h):
        for j in range(w):
            if grid[i][j] != 0 and first is None:
                first = (i, j)
    color = grid[first[0]][first[1]]
    bottom = first[0]
    right = first[1]
    for i in range(h):
        for j in range(w):
            if grid[i][j] == color:
                bottom = max(bottom, i)
                right = max(right, j)
    result = []
    for i in range(first[0] + 1, bottom):
        row = []
        for j in range(first[1] + 1, right):
            if grid[i][j] != 0:
                row.append(color)
            else:
                row.append(0)
        result.append(row)
    return result
