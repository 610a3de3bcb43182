PETALS = {
    1: (7, [(-1, 0), (1, 0), (0, -1), (0, 1)]),
    2: (4, [(-1, -1), (-1, 1), (1, -1), (1, 1)]),
}


def transform(grid):
    # Observation: single cells on black. 1 gets a plus of 7, 2 gets diagonal 4s,
    # other colours (6, 8) stay alone.
    out = [list(row) for row in grid]
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            if value not in PETALS:
                continue
            colour, offsets = PETALS[value]
            for dr, dc in offsets:
                out[r + dr][c + dc] = colour
    return out
