def clamp(x, lo, hi):
    return max(lo, min(hi, x))


def transform(grid):
    """Gray cells stop next to the red square, on the side they come from."""
    rows = [r for r, row in enumerate(grid) if 2 in row]
    cols = [c for c, col in enumerate(zip(*grid)) if 2 in col]
    out = [[v if v != 5 else 0 for v in row] for row in grid]
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v == 5:
                out[clamp(r, rows[0] - 1, rows[-1] + 1)][clamp(c, cols[0] - 1, cols[-1] + 1)] = 5
    return out
