def transform(grid):
    """The cells of a column fall down and form a pyramid, in their order.

    Rows of a pyramid have 1, 3, 5, ... cells and are filled from the top cell on.
    """
    h, w = len(grid), len(grid[0])
    out = [[0] * w for _ in range(h)]
    for c in range(w):
        values = [grid[r][c] for r in range(h) if grid[r][c]]
        if not values:
            continue
        levels = 0
        while levels * levels < len(values):
            levels += 1
        k = 0
        for level in range(levels):
            r = h - levels + level
            for x in range(c - level, c + level + 1):
                if k < len(values) and 0 <= x < w:
                    out[r][x] = values[k]
                k += 1
    return out
