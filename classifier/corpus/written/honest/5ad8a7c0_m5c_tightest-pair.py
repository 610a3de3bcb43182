def ends(row):
    spots = [c for c, v in enumerate(row) if v == 2]
    return (spots[0], spots[-1]) if len(spots) == 2 else None


def span(row):
    lo, hi = ends(row)
    return hi - lo


def join(row):
    lo, hi = ends(row)
    return row[:lo] + [2] * (hi - lo + 1) + row[hi + 1:]


def transform(grid):
    """Only the closest pairs get joined."""
    shortest = min(span(row) for row in grid if ends(row))
    return [join(row) if ends(row) and span(row) == shortest else row[:] for row in grid]
