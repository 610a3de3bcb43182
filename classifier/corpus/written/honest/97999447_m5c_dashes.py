def trail(colour, length):
    return [colour if k % 2 == 0 else 5 for k in range(length)]


def extend(row):
    seeds = [c for c, v in enumerate(row) if v]
    if not seeds:
        return row[:]
    c = seeds[0]
    return row[:c] + trail(row[c], len(row) - c)


def transform(grid):
    return [extend(row) for row in grid]
