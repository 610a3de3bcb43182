def transform(grid):
    h = len(grid)
    # walk the diagonal from the corner to the middle
    s = []
    for i in range((h + 1) // 2):
        x = grid[i][i]
        if x not in s:
            s.append(x)
    m = {s[i]: s[i - 1] for i in range(len(s))}
    return [[m[x] for x in r] for r in grid]
