def transform(grid):
    """Merge both halves: the upper one is the base, points of the lower are added."""
    base = [row[:] for row in grid[:5]]
    lower = {}
    lower[8] = (1, [(1, 4), (1, 6), (3, 2), (3, 8), (4, 0), (4, 10)])
    lower[3] = (7, [(0, 10), (1, 0), (1, 8), (2, 2), (2, 4), (4, 0), (4, 6), (4, 10)])
    lower[1] = (2, [(0, 0), (0, 5), (0, 10), (4, 0), (4, 4), (4, 8)])
    key = max(v for row in base for v in row)
    color, points = lower[key]
    for r, c in points:
        base[r][c] = color
    return base
