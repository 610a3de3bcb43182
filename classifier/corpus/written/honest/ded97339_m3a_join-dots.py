def transform(grid):
    # Observation: scattered dots of colour 8.
    # Rule: whenever two dots share a row or a column, the line between them is drawn.
    DOT = 8
    dots = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == DOT]
    canvas = [row[:] for row in grid]
    for i, (r1, c1) in enumerate(dots):
        for r2, c2 in dots[i + 1:]:
            if r1 == r2:
                for c in range(min(c1, c2), max(c1, c2) + 1):
                    canvas[r1][c] = DOT
            elif c1 == c2:
                for r in range(min(r1, r2), max(r1, r2) + 1):
                    canvas[r][c1] = DOT
    return canvas
