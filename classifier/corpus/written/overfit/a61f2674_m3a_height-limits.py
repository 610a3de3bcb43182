def transform(grid):
    """
    Observation: gray bars of different heights stand on the floor.
    Rule: bars of 8 or more cells are tall (blue), bars of 2 or 3 cells are short (red).
    """
    TALL, SHORT = 8, (2, 3)
    rows, cols = len(grid), len(grid[0])
    output = [[0] * cols for _ in range(rows)]
    for c in range(cols):
        height = sum(1 for r in range(rows) if grid[r][c] == 5)
        if height >= TALL:
            colour = 1
        elif height in SHORT:
            colour = 2
        else:
            continue
        for r in range(rows - height, rows):
            output[r][c] = colour
    return output
