COLUMNS = (0, 3, 6, 9, 12)


def transform(grid):
    result = [row[:] for row in grid]
    for row in result:
        for c in COLUMNS:
            if c < len(row) and row[c] == 4:
                row[c] = 6
    return result
