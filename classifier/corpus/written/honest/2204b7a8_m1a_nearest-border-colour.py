def transform(grid):
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]

    # Decide on orientation: are the border lines vertical (left/right) or horizontal (top/bottom)?
    vertical = all(grid[r][0] == grid[0][0] for r in range(h)) and grid[0][0] != 0

    for r in range(h):
        for c in range(w):
            if grid[r][c] == 3:
                if vertical:
                    out[r][c] = grid[r][0] if c < w / 2 else grid[r][w - 1]
                else:
                    out[r][c] = grid[0][c] if r < h / 2 else grid[h - 1][c]
    return out
