def bar(length, width, colour):
    return [colour] * length + [0] * (width - length)


def transform(grid):
    """Stairs: green goes up by one cell a row, blue goes down."""
    width = len(grid[0])
    base = next(r for r, row in enumerate(grid) if 2 in row)
    n = grid[base].count(2)
    out = []
    for r in range(len(grid)):
        length = n + base - r
        if r == base:
            out.append(grid[r][:])
        elif r < base:
            out.append(bar(length, width, 3))
        else:
            out.append(bar(max(length, 0), width, 1) if r - base < 4 else [0] * width)
    return out
