def transform(grid):
    """The cross moves down and to the left by the number of grey cells.

    First version moved only down, which was wrong in all four pairs.
    """
    n = len(grid)
    k = sum(row.count(5) for row in grid)
    row = next(r for r in range(n) if 0 not in grid[r][:9])
    col = next(c for c in range(n) if grid[0][c] not in (0, 5))
    colour = grid[0][col]
    out = [[0] * n for _ in range(n)]
    for i in range(n):
        out[row + k][i] = colour
        out[i][col - k] = colour
    return out
