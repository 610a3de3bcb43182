"""Puts a frame around the grid where it fits, with module constants and helpers."""
FRAME_COLOUR = 8
CORNER_COLOUR = 3
LARGEST = 30


def fits(grid):
    return len(grid) + 2 <= LARGEST and len(grid[0]) + 2 <= LARGEST


def edge(width):
    return [CORNER_COLOUR] + [FRAME_COLOUR] * width + [CORNER_COLOUR]


def transform(grid):
    if not fits(grid):
        return grid
    middle = [[FRAME_COLOUR] + row + [FRAME_COLOUR] for row in grid]
    return [edge(len(grid[0]))] + middle + [edge(len(grid[0]))]
