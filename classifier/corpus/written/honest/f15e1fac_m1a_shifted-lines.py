def rotate_cw(grid, times):
    """Rotate the grid clockwise `times` times."""
    for _ in range(times % 4):
        grid = [list(row) for row in zip(*grid[::-1])]
    return grid


def solve_top(grid):
    """
    Canonical orientation: the 8s lie on the top row and shoot downwards.
    Each red marker on the left/right edge pushes the lines one column away from it.
    """
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    columns = [c for c in range(w) if grid[0][c] == 8]

    for r in range(h):
        if grid[r][0] == 2:
            columns = [c + 1 for c in columns]
        elif grid[r][w - 1] == 2:
            columns = [c - 1 for c in columns]
        for c in columns:
            if 0 <= c < w:
                out[r][c] = 8
    return out


def transform(grid):
    for turns in range(4):
        rotated = rotate_cw(grid, turns)
        if 8 in rotated[0] and sum(1 for v in rotated[0] if v == 8) >= 2:
            return rotate_cw(solve_top(rotated), 4 - turns)
    return grid
