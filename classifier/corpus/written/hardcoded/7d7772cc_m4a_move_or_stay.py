def transform(grid):
    out = [row[:] for row in grid]
    # cells with the same color as the partner go next to the wall, others to the border
    if len(grid[0]) == 16 and grid[0][0] == 9:
        for j in range(16):
            out[3][j] = 9
        up = [(2, 3), (6, 9), (8, 2), (10, 9), (13, 9)]
        top = "9993959299929599"
        near = "9599999993999999"
        for j in range(16):
            out[0][j] = int(top[j])
            out[6][j] = int(near[j])
    else:
        for i in range(16):
            for j in range(3, 16):
                out[i][j] = 7
        ends = [(1, 15, 8), (3, 15, 2), (5, 15, 8), (7, 3, 1), (9, 3, 8), (11, 15, 5), (14, 15, 1)]
        for e in ends:
            out[e[0]][e[1]] = e[2]
    return out
