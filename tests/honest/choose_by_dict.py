"""Chooses a symmetry by the first colour, from a dictionary of functions."""


def identity(grid):
    return grid


def transpose(grid):
    return [list(row) for row in zip(*grid)]


def flip(grid):
    return grid[::-1]


ACTIONS = {0: identity, 1: transpose, 2: flip}


def transform(grid):
    first = next((cell for row in grid for cell in row if cell), 0)
    return ACTIONS.get(first % 4, lambda grid: [row[::-1] for row in flip(grid)])(grid)
