def transform(grid):
    """Check if the two red squares are connected by light blue cells."""
    count8 = 0
    for i in range(len(grid)):
        for j in range(len(grid[0])):
            if grid[i][j] == 8:
                count8 += 1
    # position of the first square
    first = None
    for i in range(len(grid)):
        for j in range(len(grid[0])):
            if grid[i][j] == 2 and first is None:
                first = (i, j)
    connected = [[[9, (1, 0)], [14, (0, 1)], [10, (1, 2)]]][0]
    for n, pos in connected:
        if n == count8 and pos == first:
            return [[8]]
    return [[0]]
