def transform(grid):
    # Observation: bars of colour 8 and 2 stand on the floor, two columns apart.
    # Rule: a new bar of colour 5 is added two columns to the right of the last bar.
    # Its height = (sum of the heights of the 8 bars) - (sum of the heights of the 2 bars).
    PLUS, MINUS, NEW = 8, 2, 5
    rows, cols = len(grid), len(grid[0])

    plus = sum(row.count(PLUS) for row in grid)
    minus = sum(row.count(MINUS) for row in grid)
    height = plus - minus

    occupied = [c for c in range(cols) if any(row[c] in (PLUS, MINUS) for row in grid)]
    new_col = max(occupied) + 2

    output = [row[:] for row in grid]
    for k in range(height):
        output[rows - 1 - k][new_col] = NEW
    return output
