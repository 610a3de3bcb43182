"""Runs of equal cells become runs of their length, with itertools."""
import itertools


def transform(grid):
    result = []
    for row in grid:
        lengths = [[len(list(run))] for _, run in itertools.groupby(row)]
        cells = itertools.chain.from_iterable(n * [min(9, n)] for (n,) in lengths)
        result.append(list(cells))
    pairs = itertools.product(range(len(grid)), range(len(grid[0])))
    for r, c in pairs:
        if grid[r][c] == 0:
            result[r][c] = 0
    return result
