def shrink(grid):
    # take the cells with odd coordinates
    small = []
    for i in range(1, 10, 2):
        row = []
        for j in range(1, 10, 2):
            row.append(grid[i][j])
        small.append(row)
    return small


def transform(grid):
    small = shrink(grid)
    big = []
    for row in small:
        wide = []
        for v in row:
            for k in range(4):
                wide.append(v)
        for k in range(4):
            big.append(wide[:])
    return big
