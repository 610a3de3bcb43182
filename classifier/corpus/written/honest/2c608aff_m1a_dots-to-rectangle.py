from collections import Counter


def transform(grid):
    """
    A rectangle sits on a uniform background together with single dots.
    Dots aligned with the rectangle (same row or same column range) shoot a ray towards it.
    """
    h, w = len(grid), len(grid[0])
    counts = Counter(v for row in grid for v in row)
    background = counts.most_common(1)[0][0]

    # the rectangle is the second most frequent colour, dots are the rest
    rect_color = counts.most_common(2)[1][0]
    rect = [(r, c) for r in range(h) for c in range(w) if grid[r][c] == rect_color]
    r0, r1 = min(r for r, _ in rect), max(r for r, _ in rect)
    c0, c1 = min(c for _, c in rect), max(c for _, c in rect)

    out = [row[:] for row in grid]
    for r in range(h):
        for c in range(w):
            color = grid[r][c]
            if color in (background, rect_color):
                continue
            if r0 <= r <= r1:
                if c < c0:
                    for x in range(c, c0):
                        out[r][x] = color
                elif c > c1:
                    for x in range(c1 + 1, c + 1):
                        out[r][x] = color
            elif c0 <= c <= c1:
                if r < r0:
                    for y in range(r, r0):
                        out[y][c] = color
                elif r > r1:
                    for y in range(r1 + 1, r + 1):
                        out[y][c] = color
    return out
