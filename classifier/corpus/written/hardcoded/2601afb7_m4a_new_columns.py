def transform(grid):
    # background is orange
    h = len(grid)
    w = len(grid[0])
    out = [[7 for _ in range(w)] for _ in range(h)]
    # (column, color, height)
    if w == 9:
        bars = [(1, 1, 3), (3, 9, 8), (5, 8, 3), (7, 6, 2)]
    elif w == 7:
        bars = [(1, 5, 3), (3, 2, 4), (5, 8, 6)]
    else:
        bars = [(1, 8, 5), (3, 1, 3), (5, 2, 8), (7, 5, 6), (9, 4, 4)]
    for (col, color, height) in bars:
        for i in range(h - height, h):
            out[i][col] = color
    return out
