"""Numbers the colours in the order they are met, in a global table; has a block for use as a script."""
import math

SEEN = {}


def number(colour):
    if colour not in SEEN:
        SEEN[colour] = min(9, len(SEEN))
    return SEEN[colour]


def transform(grid):
    SEEN.clear()
    result = [[number(cell) for cell in row] for row in grid]
    try:
        step = int(math.sqrt(len(grid) // (len(SEEN) - 1)))
    except ZeroDivisionError:
        step = 1
    return result[::max(1, step)]


if __name__ == "__main__":
    print(transform([[1, 2], [3, 4]]))
