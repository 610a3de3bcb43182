def transform(grid):
    """
    Observation: a ragged shape becomes a straight bar of the same number of cells.
    Rule: the bar lies centred in the middle row.
    """
    background = 8
    rows, cols = len(grid), len(grid[0])
    cells = [v for row in grid for v in row if v != background]
    length = len(cells)

    middle = (rows - 1) // 2
    start = (cols - length) // 2
    output = [[background] * cols for _ in range(rows)]
    for c in range(start, start + length):
        output[middle][c] = cells[0]
    return output
