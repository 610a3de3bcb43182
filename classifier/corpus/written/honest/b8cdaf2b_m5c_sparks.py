def spread(grid, r, c, dc, colour):
    while r >= 0 and 0 <= c < len(grid[0]):
        grid[r][c] = colour
        r, c = r - 1, c + dc


def transform(grid):
    """The core colour of the base shoots diagonally from the shoulders of the cap."""
    out = [row[:] for row in grid]
    h = len(grid)
    core = grid[-1][len(grid[0]) // 2]
    cap = [c for c, v in enumerate(grid[-2]) if v]
    spread(out, h - 3, cap[0] - 1, -1, core)
    spread(out, h - 3, cap[-1] + 1, 1, core)
    return out
