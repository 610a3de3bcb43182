CORNERS = {(-1, -1): 3, (-1, 1): 6, (1, -1): 8, (1, 1): 7}


def transform(grid):
    h, w = len(grid), len(grid[0])
    r, c = next((i, j) for i in range(h) for j in range(w) if grid[i][j] == 2)
    out = [[0] * w for _ in range(h)]
    for (dr, dc), color in CORNERS.items():
        if 0 <= r + dr < h and 0 <= c + dc < w:
            out[r + dr][c + dc] = color
    return out
