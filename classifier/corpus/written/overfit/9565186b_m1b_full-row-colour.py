def transform(grid):
    # the colour that fills a whole row survives, the rest turns grey
    keep = next((row[0] for row in grid if len(set(row)) == 1), grid[0][0])
    return [[v if v == keep else 5 for v in row] for row in grid]
