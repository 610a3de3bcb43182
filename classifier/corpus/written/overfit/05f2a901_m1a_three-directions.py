def bounding_box(grid, color):
    cells = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == color]
    rows = [r for r, _ in cells]
    cols = [c for _, c in cells]
    return min(rows), min(cols), max(rows), max(cols)


def transform(grid):
    """Slide the red shape until it is adjacent to the light blue 2x2 square."""
    h, w = len(grid), len(grid[0])
    r_top, r_left, r_bottom, r_right = bounding_box(grid, 2)
    b_top, b_left, b_bottom, b_right = bounding_box(grid, 8)

    dr = dc = 0
    if r_bottom < b_top:          # red is above blue -> move down
        dr = b_top - r_bottom - 1
    elif r_top > b_bottom:        # red is below blue -> move up
        dr = b_bottom - r_top + 1
    else:                         # red is left of blue -> move right
        dc = b_left - r_right - 1

    out = [[0] * w for _ in range(h)]
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 8:
                out[r][c] = 8
            elif grid[r][c] == 2:
                if 0 <= r + dr < h and 0 <= c + dc < w:
                    out[r + dr][c + dc] = 2
    return out
