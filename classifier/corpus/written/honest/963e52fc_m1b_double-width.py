def transform(grid):
    w = len(grid[0])
    # smallest period for which the whole picture repeats horizontally
    p = next(p for p in range(1, w + 1) if all(row[c] == row[c - p] for row in grid for c in range(p, w)))
    return [[row[c % p] for c in range(2 * w)] for row in grid]
