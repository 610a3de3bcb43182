def transform(grid):
    """The grey jellyfish swims to the other side and its arms lean.

    The seven rows of the figure stay where they are. Position of the body: at the far side.
    Arms move one cell per row once they are more than ... (v3) the last rows.
    """
    h, w = len(grid), len(grid[0])
    cells = [(r, c) for r in range(h) for c in range(w) if grid[r][c] == 5]
    left = min(c for _, c in cells)
    to_left = left > w // 2
    rows = sorted({r for r, _ in cells})
    floor = next(r for r in range(h) if grid[r][0] == 6)
    out = [[1 if r < floor else 6 for _ in range(w)] for r in range(h)]
    shift = 0
    base = 0 if to_left else w - 5
    for k, r in enumerate(rows):
        step = max(0, k - 2) if len(rows) > 6 else max(0, k - 3 + 1)
        shift = step if to_left else -step
        for c in range(5):
            if grid[r][left + c] == 5 and 0 <= base + shift + c < w:
                out[r][base + shift + c] = 5
    for c in range(w):
        if to_left and c >= 5 or not to_left and c < w - 5 + 2:
            out[floor][c] = 9
    return out
