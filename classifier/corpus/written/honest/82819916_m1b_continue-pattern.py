def transform(grid):
    full = next(row for row in grid if all(row))
    first = full[0]
    out = []
    for row in grid:
        if not any(row) or all(row):
            out.append(row[:])
            continue
        a = row[0]
        b = next(v for v in row if v not in (0, a))
        out.append([a if v == first else b for v in full])
    return out
