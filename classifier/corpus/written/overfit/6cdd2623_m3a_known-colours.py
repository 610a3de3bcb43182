def transform(grid):
    """
    Observation: noise and pairs of equal cells on opposite borders.
    Rule: join the pairs with lines. Lines are green, red or cyan; the rest is noise.
    """
    rows, cols = len(grid), len(grid[0])
    output = [[0] * cols for _ in range(rows)]
    # the line colour is the rarest of the three candidates on the border
    border = grid[0] + grid[-1] + [row[0] for row in grid] + [row[-1] for row in grid]
    count = {c: sum(row.count(c) for row in grid) for c in (3, 2, 8)}
    colour = min((c for c in (3, 2, 8) if c in border), key=lambda c: count[c])
    for r in range(rows):
        if grid[r][0] == colour and grid[r][-1] == colour:
            output[r] = [colour] * cols
    for c in range(cols):
        if grid[0][c] == colour and grid[-1][c] == colour:
            for r in range(rows):
                output[r][c] = colour
    return output
