def transform(grid):
    background = grid[0][0]
    pattern = []
    start = -1
    for i in range(len(grid)):
        same = True
        for v in grid[i]:
            if v != background:
                same = False
        if not same:
            if start == -1:
                start = i
            pattern.append(grid[i])
    out = []
    for i in range(len(grid)):
        k = (i - start) % len(pattern)
        out.append(list(pattern[k]))
    return out
