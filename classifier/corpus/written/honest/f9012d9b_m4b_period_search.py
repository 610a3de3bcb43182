def period_ok(grid, ph, pw):
    seen = {}
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v == 0:
                continue
            k = (r % ph, c % pw)
            if seen.setdefault(k, v) != v:
                return None
    return seen


def transform(grid):
    """Fill the black hole of a tiled pattern, return only what was hidden.

    The first version tried one period for both axes with the size of the grid divided by
    two. It failed for example 2, hence the search over all the periods.
    """
    h, w = len(grid), len(grid[0])
    hole = [(r, c) for r in range(h) for c in range(w) if grid[r][c] == 0]
    r0, r1 = hole[0][0], hole[-1][0]
    c0, c1 = min(c for _, c in hole), max(c for _, c in hole)
    options = sorted(((a, b) for a in range(1, h + 1) for b in range(1, w + 1)), key=lambda p: p[0] * p[1])
    for ph, pw in options:
        seen = period_ok(grid, ph, pw)
        if seen is None:
            continue
        if all((r % ph, c % pw) in seen for r, c in hole):
            return [[seen[(r % ph, c % pw)] for c in range(c0, c1 + 1)] for r in range(r0, r1 + 1)]
    return [row[:] for row in grid]
