def hline(out, i, j1, j2):
    for j in range(j1 + 1, j2):
        out[i][j] = 8


def vline(out, j, i1, i2):
    for i in range(i1 + 1, i2):
        out[i][j] = 8


def transform(grid):
    # connect blue cells in the same row or column
    out = [row[:] for row in grid]
    h = len(grid)
    w = len(grid[0])
    if w == 9 and h == 10:
        vline(out, 3, 0, 9)
        vline(out, 1, 4, 6)
        hline(out, 4, 1, 7)
    elif w == 11:
        hline(out, 0, 4, 9)
        hline(out, 2, 4, 8)
        vline(out, 4, 0, 2)
        hline(out, 7, 0, 7)
    elif w == 12:
        for (i, j) in [(0, 7), (0, 8), (0, 9), (0, 10), (1, 6), (2, 6), (3, 6), (3, 10), (4, 6), (4,
                10), (5, 2), (5, 3), (5, 4), (5, 5), (5, 6), (5, 7), (5, 8), (5, 10), (6, 7), (6, 8),
                (6, 9), (9, 5), (9, 6), (9, 7), (10, 4), (10, 8), (11, 5), (11, 6), (11, 7)]:
            out[i][j] = 8
    else:
        for (i, j) in [(0, 2), (0, 3), (1, 4), (2, 5), (4, 0), (5, 0), (5, 3), (5, 4), (5, 5), (5, 6), (6, 0)]:
            out[i][j] = 8
    # blue cells stay blue
    for i in range(h):
        for j in range(len(grid[0])):
            if grid[i][j] == 1:
                out[i][j] = 1
    return out
