def transform(grid):
    """Grey shapes are mirrored over the red wall next to them.

    (fix: which walls count depends on the brackets; full red rows -> vertical, else horizontal)
    """
    n = len(grid)
    red = [(r, c) for r in range(n) for c in range(n) if grid[r][c] == 2]
    top, bottom = red[0][0], red[-1][0]
    left, right = min(c for _, c in red), max(c for _, c in red)
    vertical = all(grid[top][c] == 2 for c in range(left, right + 1))
    out = [[0 if v == 5 else v for v in row] for row in grid]
    for r in range(n):
        for c in range(n):
            if grid[r][c] != 5:
                continue
            if vertical:
                wall = top if r - top < bottom - r else bottom
                out[2 * wall - r][c] = 5
            else:
                wall = left if c - left < right - c else right
                out[r][2 * wall - c] = 5
    return out
