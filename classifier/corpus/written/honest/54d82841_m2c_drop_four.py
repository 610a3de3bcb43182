def transform(grid):
    out = [list(r) for r in grid]
    h = len(grid)
    w = len(grid[0])
    # each shape is an arch, three wide; its opening points down
    # (old) columns = [2, 6]
    columns = []
    for y in range(h - 1):
        for x in range(1, w - 1):
            c = grid[y][x]
            if c == 0 and grid[y][x-1] and grid[y][x-1] == grid[y][x+1]:
                if grid[y - 1][x] == grid[y][x - 1]:
                    columns.append(x)
    for x in sorted(set(columns)):
        if out[h - 1][x] == 0:
            out[h - 1][x] = 4
    return out
