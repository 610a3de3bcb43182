def transform(grid):
    # Observation: square panels separated by lines; each panel has a single colour.
    # Rule: one output cell per panel, mirrored left to right.
    # Large boards have panels of 4 cells, small ones have panels of 3.
    panel = 4 if len(grid) > 12 else 3
    output = []
    for r in range(0, len(grid), panel + 1):
        line = [grid[r][c] for c in range(0, len(grid[0]), panel + 1)]
        output.append(line[::-1])
    return output
