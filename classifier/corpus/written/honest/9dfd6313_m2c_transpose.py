def transform(grid):
    # parent: [row[::-1] for row in grid]
    # parent 2: rot90
    n = len(grid)
    m = max(len(r) for r in grid)
    out = [[0 for _ in range(n)] for _ in range(m)]
    for i in range(n):
        for j in range(m):
            out[j][i] = grid[i][j]
            if i == j:
                out[j][i] = grid[j][j]
    return out
