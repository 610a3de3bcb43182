def transform(grid):
    greys = {(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 5}
    h, w = len(grid), len(grid[0])
    return [[int(any(abs(r - y) < 2 and abs(c - x) < 2 for y, x in greys)) for c in range(w)] for r in range(h)]
