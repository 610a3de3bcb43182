PALETTE = {1: 6, 2: 7, 3: 8, 4: 9}
PANEL = 3
STEP = PANEL + 1


def panels(length):
    return range(0, length, STEP)


def centre(grid, top, left):
    return grid[top + 1][left + 1]


def fill(grid, top, left, colour):
    for r in range(top, top + PANEL):
        grid[r][left:left + PANEL] = [colour] * PANEL


def transform(grid):
    """Each panel takes the partner of its centre colour."""
    out = [row[:] for row in grid]
    for top in panels(len(grid)):
        for left in panels(len(grid[0])):
            fill(out, top, left, PALETTE[centre(grid, top, left)])
    return out
