def find_period(row):
    """Smallest p such that the non-empty prefix of the row repeats with period p."""
    length = len(row)
    while length > 0 and row[length - 1] == 0:
        length -= 1
    for p in range(1, length + 1):
        if all(row[i] == row[i - p] for i in range(p, length)):
            return p
    return len(row)


def transform(grid):
    # The bottom row is the most complete one, so it fixes the period
    period = find_period(grid[-1])
    return [[row[c % period] for c in range(len(row))] for row in grid]
