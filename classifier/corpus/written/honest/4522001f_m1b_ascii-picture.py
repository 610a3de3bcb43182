PICTURE = """
3333.....
3333.....
3333.....
3333.....
....3333.
....3333.
....3333.
....3333.
.........
""".split()


def transform(grid):
    out = [[3 if ch == "3" else 0 for ch in line] for line in PICTURE]
    g = grid
    for _ in range(4):
        if g[0][0] == 3:
            return out
        g = [list(row) for row in zip(*g[::-1])]                # clockwise
        out = [list(row) for row in zip(*out)][::-1]            # and the picture back again
    return out
