def transform(grid):
    # reading order of the 3x3 answer (gen 2: plain order, ex 1 wrong in the second row)
    ORDER = [(0, 0), (0, 1), (0, 2), (1, 2), (1, 1), (1, 0), (2, 0), (2, 1), (2, 2)]
    found = []
    for x in range(len(grid[0])):
        for y in range(len(grid)):
            if grid[y][x] != 0:
                found.append(grid[y][x])
    out = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for k, v in enumerate(found):
        if k >= len(ORDER):
            break
        r, c = ORDER[k]
        out[r][c] = v
    return out
