def square(out, color, size, left):
    """Draw a square standing on the bottom line."""
    n = len(out)
    for r in range(n - size, n):
        for c in range(left, left + size):
            out[r][c] = color


def transform(grid):
    colors = set()
    for row in grid:
        for v in row:
            colors.add(v)

    # sizes come from the number of cells of each color
    if 4 in colors:
        out = [[7] * 10 for _ in range(4)]
        square(out, 4, 4, 6)
        square(out, 5, 2, 3)
        square(out, 7, 3, 3 + 2)
        out[1][4:6] = [5, 5]
        out[2][4:6] = [5, 5]
        out = [[7] * 6 + [4] * 4 for _ in range(4)]
        for r in (1, 2, 3):
            out[r][2:4] = [5, 5]
        for r in (1, 2):
            out[r][2:4] = [5, 5]
        out[3] = [1] + out[3][1:]
        return fix_first(out)
    out = [[7] * 6 for _ in range(3)]
    square(out, 9, 3, 3)
    square(out, 6, 2, 0)
    return out


def fix_first(out):
    # the grey square is 2x2 and stands on the bottom left
    rows = [
        "777777",
        "775557",
        "775557",
        "175557",
    ]
    for r, s in enumerate(rows):
        out[r][:6] = [int(ch) for ch in s]
    return out
