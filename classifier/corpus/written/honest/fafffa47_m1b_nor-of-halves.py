def transform(grid):
    half = len(grid) // 2
    top, bottom = grid[:half], grid[half:]
    return [[2 * (a == b == 0) for a, b in zip(t, u)] for t, u in zip(top, bottom)]
