import math
from collections import Counter


def transform(grid):
    """Every colour with n cells becomes a square of side sqrt(n).

    Squares stand on the bottom, from the smallest to the largest, orange is the ground.
    The draft put them without a gap; both pairs show one empty column in between.
    """
    counts = Counter(v for row in grid for v in row)
    sides = []
    for colour, n in counts.items():
        if colour != 7:
            sides.append((math.isqrt(n), colour))
    sides.sort()
    height = sides[-1][0]
    width = sum(s for s, _ in sides) + len(sides) - 1
    out = [[7] * width for _ in range(height)]
    c = 0
    for side, colour in sides:
        for r in range(height - side, height):
            for k in range(c, c + side):
                out[r][k] = colour
        c += side + 1
    return out
