def transform(grid):
    """4 -> 6 in every third column, starting from the first."""
    return [[6 if v == 4 and c % 3 == 0 else v for c, v in enumerate(row)] for row in grid]
