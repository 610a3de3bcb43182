# what is drawn around every blue cell: (row step, column step, colour)
STAMP = (
    (-1, 0, 2),
    (0, -1, 7),
    (0, 1, 6),
    (1, 0, 8),
)


def transform(grid):
    """Stamp the four colours around each blue cell; cells outside of the grid are skipped
    (index error in the first draft for the second example)."""
    out = [row[:] for row in grid]
    for r in range(10):
        for c in range(10):
            if grid[r][c] != 1:
                continue
            for dr, dc, colour in STAMP:
                if 0 <= r + dr < 10 and 0 <= c + dc < 10:
                    out[r + dr][c + dc] = colour
    return out
