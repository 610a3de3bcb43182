def transform(grid):
    out = [row[:] for row in grid]
    h, w = len(grid), len(grid[0])
    # rule: a 5 with four 5 neighbours becomes 2
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            n = grid[y-1][x] + grid[y+1][x] + grid[y][x-1] + grid[y][x+1]
            if n == 20 and grid[y][x] == 5:
                out[y][x] = 2
    # patch for ex 1 (kept from gen 9, where the rule used 8 neighbours)
    if grid[0] == [0] * 10 and grid[2][0] == 5:
        for y, x in [(3, 1), (3, 2), (3, 3), (4, 1), (4, 2), (4, 3), (5, 1), (5, 2), (5, 3), (4, 7), (5, 7)]:
            out[y][x] = 2
    return out
