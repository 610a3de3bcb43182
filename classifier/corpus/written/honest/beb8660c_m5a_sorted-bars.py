from typing import List, NamedTuple


class Bar(NamedTuple):
    length: int
    colour: int


def read_bars(grid: List[List[int]]) -> List[Bar]:
    bars = []
    for row in grid:
        colours = [v for v in row if v]
        if colours:
            bars.append(Bar(len(colours), colours[0]))
    return bars


def transform(grid):
    """Sort the bars by length, longest at the bottom, and push them to the right."""
    height, width = len(grid), len(grid[0])
    out = [[0] * width for _ in range(height)]
    for row, bar in zip(reversed(range(height)), sorted(read_bars(grid), reverse=True)):
        for c in range(width - bar.length, width):
            out[row][c] = bar.colour
    return out
