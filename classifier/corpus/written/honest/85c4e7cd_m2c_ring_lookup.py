def transform(grid):
    n = len(grid)
    # colours from outside to inside
    if n == 6:
        ring = [grid[0][0], grid[1][1], grid[2][2]]
    elif n == 8:
        ring = [grid[0][0], grid[1][1], grid[2][2], grid[3][3]]
    else:
        ring = []
        for i in range(n // 2):
            ring.append(grid[i][i])
    # colours can repeat? no
    new = ring[::-1]
    table = {}
    for a, b in zip(ring, new):
        table[a] = b
    return [[table.get(v, v) for v in row] for row in grid]
