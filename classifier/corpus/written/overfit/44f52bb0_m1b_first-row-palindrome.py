def transform(grid):
    """1 when the pattern reads the same from both sides, else 7."""
    return [[1 if grid[0] == grid[0][::-1] else 7]]
