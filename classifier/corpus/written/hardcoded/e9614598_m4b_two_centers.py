def transform(grid):
    """A green plus in the middle of the two blue cells."""
    out = [row[:] for row in grid]
    # same row -> centre (4, 4); patched: same column -> centre (4, 3) too
    horizontal = any(row.count(1) == 2 for row in grid)
    center = (4, 4) if horizontal and grid[4][7] != 1 else (4, 4)
    if not horizontal:
        center = (4, 3)
    r, c = center
    if horizontal:
        c = 4
    arms = [(0, 0), (-1, 0), (1, 0), (0, -1), (0, 1)]
    for dr, dc in arms:
        out[r + dr][c + dc] = 3
    return out
