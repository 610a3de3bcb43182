def transform(grid):
    rs = [r for r, row in enumerate(grid) if 8 in row]
    cs = [c for c, col in enumerate(zip(*grid)) if 8 in col]
    inside = lambda r, c: rs[0] <= r <= rs[-1] and cs[0] <= c <= cs[-1]
    return [[2 if inside(r, c) and v == 0 else v for c, v in enumerate(row)] for r, row in enumerate(grid)]
