def transform(grid):
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    for inner, color in ((1, 6), (2, 7), (3, 8)):
        n = inner + 2
        frame = [[5] * n, *[[5] + [0] * inner + [5] for _ in range(inner)], [5] * n]
        for r in range(h - n + 1):
            for c in range(w - n + 1):
                if [row[c:c + n] for row in grid[r:r + n]] == frame:
                    for i in range(r + 1, r + n - 1):
                        out[i][c + 1:c + n - 1] = [color] * inner
    return out
