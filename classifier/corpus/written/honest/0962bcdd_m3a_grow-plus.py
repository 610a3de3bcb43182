# Cells added around the centre of every plus
ARM_OFFSETS = [(-2, 0), (2, 0), (0, -2), (0, 2)]
DIAGONAL_OFFSETS = [(-1, -1), (-1, 1), (1, -1), (1, 1), (-2, -2), (-2, 2), (2, -2), (2, 2)]


def transform(grid):
    """
    Observation: each plus has a centre colour and an arm colour.
    Rule: the arms grow by one cell, and diagonals of length two in the centre colour appear.
    """
    rows, cols = len(grid), len(grid[0])
    output = [row[:] for row in grid]
    for r in range(1, rows - 1):
        for c in range(1, cols - 1):
            centre = grid[r][c]
            arm = grid[r - 1][c]
            if centre == 0 or arm == 0:
                continue
            if not (grid[r + 1][c] == arm and grid[r][c - 1] == arm and grid[r][c + 1] == arm):
                continue
            for colour, offsets in ((arm, ARM_OFFSETS), (centre, DIAGONAL_OFFSETS)):
                for dr, dc in offsets:
                    if 0 <= r + dr < rows and 0 <= c + dc < cols:
                        output[r + dr][c + dc] = colour
    return output
