def shift(grid, dr, dc):
    h, w = len(grid), len(grid[0])
    return [[grid[r - dr][c - dc] if 0 <= r - dr < h and 0 <= c - dc < w else 0 for c in range(w)] for r in range(h)]


def transform(grid):
    """Cells that have no red on the left, on the right or above are lonely."""
    left, right, above = shift(grid, 0, 1), shift(grid, 0, -1), shift(grid, 1, 0)
    lower_half = len(grid) // 3
    out = []
    for r, row in enumerate(grid):
        lonely = [v == 2 and not (left[r][c] or right[r][c] or above[r][c]) for c, v in enumerate(row)]
        out.append([1 if flag and r >= lower_half else v for flag, v in zip(lonely, row)])
    return out
