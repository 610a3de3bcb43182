def smallest_period(cells):
    # the cells before the black tail; the last repetition may be cut
    for p in range(1, len(cells)):
        if all(cells[k] == cells[k - p] for k in range(p, len(cells))):
            return p
    return len(cells)


def transform(grid):
    """Continue the pattern to the right edge.

    The draft took a period per row. Rows such as '2 0 0 0 2' then repeat too early (second
    pair), so one common period is taken for all the rows.
    """
    rows = [r for r in range(len(grid)) if any(grid[r])]
    width = len(grid[0])
    used = max(c for r in rows for c in range(width) if grid[r][c]) + 1
    columns = [tuple(grid[r][c] for r in rows) for c in range(used)]
    p = smallest_period(columns)
    out = [row[:] for row in grid]
    for r in rows:
        for c in range(used, width):
            out[r][c] = grid[r][c % p]
    return out
