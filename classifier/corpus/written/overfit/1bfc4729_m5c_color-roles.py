def line(colour):
    return [colour] * 10


def sides(colour):
    return [colour] + [0] * 8 + [colour]


def transform(grid):
    # warm colour above, cool colour below
    colours = sorted({v for row in grid for v in row} - {0})
    top, bottom = (colours[0], colours[1]) if colours[0] == 1 else (colours[-2], colours[-1])
    plan = "LSLSS"
    draw = {"L": line, "S": sides}
    upper = [draw[p](top) for p in plan]
    lower = [draw[p](bottom) for p in reversed(plan)]
    # a marker in the second row moves the bars up
    return (upper if grid[2][5] != 2 else upper[::-1]) + lower
