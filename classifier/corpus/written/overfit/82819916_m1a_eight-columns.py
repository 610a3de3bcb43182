WIDTH = 8


def transform(grid):
    """Incomplete rows continue with the rhythm of the complete row, using their own two colours."""
    complete = None
    for row in grid:
        if all(v != 0 for v in row[:WIDTH]):
            complete = row
            break
    if complete is None:
        return grid

    result = [row[:] for row in grid]
    for row in result:
        if row is complete or row[0] == 0 or row[WIDTH - 1] != 0:
            continue
        colors = {}
        for c in range(3):
            colors.setdefault(complete[c], row[c])
        for c in range(WIDTH):
            if complete[c] not in colors:
                colors[complete[c]] = next(v for v in row if v not in (0, row[0]))
            row[c] = colors[complete[c]]
    return result
