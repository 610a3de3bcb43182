def transform(grid):
    # order in which the output cells are filled, like a snake
    order = [(0, 0), (0, 1), (0, 2), (1, 2), (1, 1), (1, 0), (2, 0), (2, 1), (2, 2)]
    total = 0
    water = 0
    for row in grid:
        if row.count(5) == 2:
            total += 1
        if 8 in row:
            water += 1
    empty = total - water
    out = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for k in range(empty):
        i, j = order[k]
        out[i][j] = 8
    return out
