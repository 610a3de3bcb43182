def transform(grid):
    # Observation: a triangle whose base contains one cell of another colour.
    # Rule: a beam of that colour leaves the triangle at its apex, away from the base.
    rows, cols = len(grid), len(grid[0])
    cells = {(r, c): grid[r][c] for r in range(rows) for c in range(cols) if grid[r][c] != 0}
    values = list(cells.values())
    spark = min(set(values), key=values.count)
    r0, c0 = next(pos for pos, v in cells.items() if v == spark)

    # the base side is the one where the neighbour outside of the triangle is missing
    if (r0, c0 - 1) in cells and (r0, c0 + 1) in cells:
        step = (1, 0) if (r0 + 1, c0) in cells else (-1, 0)
    else:
        step = (0, 1) if (r0, c0 + 1) in cells else (0, -1)

    out = [row[:] for row in grid]
    r, c = r0 + step[0], c0 + step[1]
    while 0 <= r < rows and 0 <= c < cols:
        if (r, c) not in cells:
            out[r][c] = spark
        r, c = r + step[0], c + step[1]
    return out
