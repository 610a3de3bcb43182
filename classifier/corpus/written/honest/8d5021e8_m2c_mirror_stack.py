def transform(grid):
    # step 1: mirror left
    wide = []
    for row in grid:
        wide.append(row[::-1] + row)
    # step 2: three copies, the middle one the right way up
    # tried: wide + wide[::-1] + wide
    # tried: wide[::-1] * 3
    flipped = wide[::-1]
    result = flipped + wide + flipped
    if len(result) == 3 * len(grid) and len(result[0]) == 2 * len(grid[0]):
        return [list(r) for r in result]
    return grid
