def between(a, b):
    (r0, c0), (r1, c1) = a, b
    if r0 == r1:
        return [(r0, c) for c in range(min(c0, c1) + 1, max(c0, c1))]
    if c0 == c1:
        return [(r, c0) for r in range(min(r0, r1) + 1, max(r0, r1))]
    return []


def transform(grid):
    points = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 8]
    out = [row[:] for row in grid]
    for i, a in enumerate(points):
        for b in points[i + 1:]:
            for r, c in between(a, b):
                if out[r][c] == 0:
                    out[r][c] = 3
    return out
