def transform(grid):
    """In every 1-6 pair the 6 stands on the side of the 7 that faces the pair."""
    out = [row[:] for row in grid]
    h, w = len(grid), len(grid[0])
    for r in range(h):
        for c in range(w):
            for dr, dc in ((0, 1), (1, 0)):
                r2, c2 = r + dr, c + dc
                if r2 >= h or c2 >= w or {grid[r][c], grid[r2][c2]} != {1, 6}:
                    continue
                ahead = ray(grid, r2, c2, dr, dc)
                behind = ray(grid, r, c, -dr, -dc)
                if 7 in ahead:
                    out[r][c], out[r2][c2] = 1, 6
                elif 7 in behind:
                    out[r][c], out[r2][c2] = 6, 1
    return out


def ray(grid, r, c, dr, dc):
    values = []
    r, c = r + dr, c + dc
    while 0 <= r < len(grid) and 0 <= c < len(grid[0]):
        values.append(grid[r][c])
        r, c = r + dr, c + dc
    return values
