from itertools import chain


def transform(grid):
    k = len(set(chain.from_iterable(grid)) - {0})  # scale = number of distinct colours
    return [[v for v in row for _ in range(k)] for row in grid for _ in range(k)]
