"""Lets coloured cells fall down, by a class with methods."""


class Board:
    """A grid by columns."""

    def __init__(self, grid):
        self.height = len(grid)
        self.columns = [list(column) for column in zip(*grid)]

    def settle(self):
        for column in self.columns:
            stones = [cell for cell in column if cell]
            column[:] = [0] * (self.height - len(stones)) + stones

    def rows(self):
        return [list(row) for row in zip(*self.columns)]


class Solver:
    def __init__(self):
        self.steps = [Board.settle]

    def solve(self, grid):
        board = Board(grid)
        for step in self.steps:
            step(board)
        return board.rows()


def transform(grid):
    return Solver().solve(grid)
