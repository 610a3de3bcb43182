from collections import Counter


def transform(grid):
    """Fill the rectangle spanned by the marker and the closest corner."""
    h, w = len(grid), len(grid[0])
    background = Counter(v for row in grid for v in row).most_common(1)[0][0]
    (r, c, v), = [(r, c, v) for r, row in enumerate(grid) for c, v in enumerate(row) if v != background]
    corners = [(0, 0), (0, w - 1), (h - 1, 0), (h - 1, w - 1)]
    cr, cc = min(corners, key=lambda p: abs(p[0] - r) + abs(p[1] - c))
    out = [row[:] for row in grid]
    for y in range(min(r, cr), max(r, cr) + 1):
        for x in range(min(c, cc), max(c, cc) + 1):
            out[y][x] = v
    return out
