from functools import reduce


class Memory:
    """Keeps the moves of the pieces; `at` gives the cell's new colour."""

    def __init__(self):
        self.moves = {}

    def learn(self, size, text):
        for item in text.split():
            r, c, v = item.split(",")
            self.moves[(size, int(r), int(c))] = int(v)

    def at(self, size, r, c, default):
        return self.moves.get((size, r, c), default)


def transform(grid):
    """Pieces that touch the centre object fly away until the border."""
    memory = Memory()
    memory.learn(10, "2,0,1 2,5,7 3,0,1 3,1,1 3,5,7 3,6,7 5,6,7 5,7,7 5,8,7 6,7,7 7,0,2 "
                     "7,1,7 8,2,7 8,6,6 8,7,6 8,8,6 9,2,8 9,7,6")
    memory.learn(9, "0,3,5 3,3,7 4,4,7 4,5,7 4,7,2 4,8,2 5,3,7 5,5,7 5,8,2 6,3,7 7,3,8 "
                    "8,3,8")
    memory.learn(12, "0,3,6 0,4,4 0,6,4 1,4,4 1,5,4 1,6,4 3,4,7 3,6,7 4,4,7 4,5,7 4,6,7 6,3,7 7,6,7 7,7,7 "
                     "7,10,3 7,11,3 8,3,7 8,6,7 8,7,7 8,10,3 8,11,3 11,3,8")
    size = reduce(max, [len(row) for row in grid])
    return [[memory.at(size, r, c, v) for c, v in enumerate(row)] for r, row in enumerate(grid)]
