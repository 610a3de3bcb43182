def fill_row(row, lo, hi, colour):
    return [colour if lo <= c <= hi else v for c, v in enumerate(row)]


def rows_to_fill(grid):
    """Rows where the two markers see each other."""
    key = ''.join(str(v) for v in grid[1])
    first = grid[0][0]
    if key == '000000':
        return (0, 3)
    if grid[2] == [0, 2, 0, 0, 2, 0] and first == 2 and grid[3][0] == 2:
        return (1, 2)
    if first == 0 and grid[0][2] == 0:
        return (1, 3)
    return ()


def transform(grid):
    out = []
    for r, row in enumerate(grid):
        if r in rows_to_fill(grid):
            ends = [c for c, v in enumerate(row) if v]
            row = fill_row(row, ends[0], ends[-1], 2)
        out.append(list(row))
    return out
