CUP = [1, 1, None, 1, 1]


def transform(grid):
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    for r in range(1, h):
        for c in range(w - 4):
            if any(m not in (None, v) for m, v in zip(CUP, grid[r][c:c + 5])) or grid[r][c + 2] == 1:
                continue
            bottom = next(b for b in range(r + 1, h) if grid[b][c:c + 5] == [1] * 5)
            color = max(grid[i][j] for i in range(r, bottom) for j in range(c, c + 5))
            out[r - 1][c:c + 5] = [color] * 5
            out[r][c + 2] = color
            for i in range(r + 1, bottom):
                out[i][c + 1:c + 4] = [color] * 3
    return out
