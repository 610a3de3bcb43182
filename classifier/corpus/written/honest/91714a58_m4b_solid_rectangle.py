def transform(grid):
    """Keep the only solid rectangle.

    2x2 windows of one colour are searched; in v1 noise with two equal neighbours was kept
    as well, so a window of 2x2 has to be equal completely.
    """
    h, w = len(grid), len(grid[0])
    keep = {}
    for r in range(h - 1):
        for c in range(w - 1):
            v = grid[r][c]
            window = [(r, c), (r, c + 1), (r + 1, c), (r + 1, c + 1)]
            if v and all(grid[y][x] == v for y, x in window):
                keep.setdefault(v, set()).update(window)
    colour = max(keep, key=lambda v: len(keep[v]))
    return [[colour if (r, c) in keep[colour] else 0 for c in range(w)] for r in range(h)]
