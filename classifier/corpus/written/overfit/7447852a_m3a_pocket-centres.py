def transform(grid):
    """
    Observation: black pockets below and above a red zigzag.
    Rule: the pockets around these centre columns are painted yellow, alternating bottom and top.
    """
    cols = len(grid[0])
    output = [row[:] for row in grid]
    for number, centre in enumerate((0, 6, 12, 18)):
        base = 2 if number % 2 == 0 else 0
        cells = [(1, centre), (base, centre - 1), (base, centre), (base, centre + 1)]
        for r, c in cells:
            if 0 <= c < cols and grid[r][c] == 0:
                output[r][c] = 4
    return output
