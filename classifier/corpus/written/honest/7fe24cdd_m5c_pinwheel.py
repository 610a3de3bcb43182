def turn(g):
    """Quarter turn clockwise."""
    return [list(r) for r in zip(*g[::-1])]


def beside(a, b):
    return [x + y for x, y in zip(a, b)]


def transform(grid):
    g1 = turn(grid)
    g2 = turn(g1)
    g3 = turn(g2)
    return beside(grid, g1) + beside(g3, g2)
