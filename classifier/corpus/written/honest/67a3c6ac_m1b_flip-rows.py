def transform(grid):
    """Mirror horizontally."""
    return [list(reversed(row)) for row in grid]
