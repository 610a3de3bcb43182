def transform(grid):
    # Count the 2x2 red squares, then light up that many cells of a 3x3 board
    # in checkerboard order.
    slots = [(0, 0), (0, 2), (1, 1), (2, 0), (2, 2)]
    reds = {(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 2}
    n = len(reds) // 4
    lit = set(slots[:n])
    return [[int((r, c) in lit) for c in range(3)] for r in range(3)]
