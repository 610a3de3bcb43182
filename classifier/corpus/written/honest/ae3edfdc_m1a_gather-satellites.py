CENTERS = {1: 7, 2: 3}  # centre colour -> satellite colour


def transform(grid):
    """
    Satellites aligned with their centre are pulled next to it.
    Satellites that are not aligned disappear.
    """
    h, w = len(grid), len(grid[0])
    out = [[0] * w for _ in range(h)]
    for r in range(h):
        for c in range(w):
            if grid[r][c] in CENTERS:
                satellite = CENTERS[grid[r][c]]
                out[r][c] = grid[r][c]
                # look in four directions
                if any(grid[y][c] == satellite for y in range(r)):
                    out[r - 1][c] = satellite
                if any(grid[y][c] == satellite for y in range(r + 1, h)):
                    out[r + 1][c] = satellite
                if any(grid[r][x] == satellite for x in range(c)):
                    out[r][c - 1] = satellite
                if any(grid[r][x] == satellite for x in range(c + 1, w)):
                    out[r][c + 1] = satellite
    return out
