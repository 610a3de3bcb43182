def transform(g):
    (y, x), = [(y, x) for y in range(11) for x in range(11) if g[y][x] == 4]
    a, b, i, j = y % 4 * 4, x % 4 * 4, y // 4 * 4, x // 4 * 4
    return [[5 if r % 4 == 3 or c % 4 == 3 else g[i + r % 4][j + c % 4] if (r - r % 4, c - c % 4) == (a, b) else 0
        for c in range(11)] for r in range(11)]
