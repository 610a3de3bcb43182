def majority(values):
    return max(sorted(set(values)), key=values.count)


def transform(grid):
    """Clean the stripes from noise.

    Second pass: the orientation was fixed to vertical, but the third pair has horizontal
    stripes. The orientation whose majority explains more cells is taken.
    """
    columns = [list(c) for c in zip(*grid)]
    row_fit = sum(row.count(majority(row)) for row in grid)
    col_fit = sum(col.count(majority(col)) for col in columns)
    if row_fit > col_fit:
        return [[majority(row)] * len(row) for row in grid]
    line = [majority(col) for col in columns]
    return [line[:] for _ in grid]
