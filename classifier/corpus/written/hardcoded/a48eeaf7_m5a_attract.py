from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    source: tuple
    target: tuple


# How gray cells fly towards the red square, grouped by the number of gray cells
FLIGHTS = {
    3: (Move((0, 3), (2, 3)), Move((3, 8), (3, 5)), Move((7, 7), (5, 5))),
    4: (Move((0, 8), (1, 7)), Move((3, 1), (3, 4)), Move((6, 9), (4, 7)), Move((8, 5), (4, 5))),
}


def count(grid, colour):
    return sum(row.count(colour) for row in grid)


def transform(grid):
    out = [row[:] for row in grid]
    flights = FLIGHTS.get(count(grid, 5), ())
    for move in flights:
        r, c = move.source
        out[r][c] = 0
    for move in flights:
        r, c = move.target
        out[r][c] = 5
    return out
