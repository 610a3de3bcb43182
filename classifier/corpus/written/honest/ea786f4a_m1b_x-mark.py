def transform(grid):
    n = len(grid)
    return [[0 if r == c or r + c == n - 1 else grid[r][c] for c in range(n)] for r in range(n)]
