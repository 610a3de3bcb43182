def transform(grid):
    """Continue the pattern to ten rows.

    Pair 1 is a staircase that also moves sideways: the plain vertical repetition of the
    draft failed there, therefore a pattern is a period together with a shift.
    """
    n = len(grid)
    cells = [[(c, v) for c, v in enumerate(row) if v] for row in grid]

    def moved(row, shift):
        return [(c + shift, v) for c, v in row if 0 <= c + shift < 10]

    for period in range(1, n):
        for shift in range(0, 4):
            if all(cells[r] == moved(cells[r - period], shift) for r in range(period, n)):
                rows = list(cells)
                while len(rows) < 10:
                    rows.append(moved(rows[len(rows) - period], shift))
                out = [[0] * 10 for _ in range(10)]
                for r, row in enumerate(rows):
                    for c, v in row:
                        out[r][c] = v
                return out
    return grid
