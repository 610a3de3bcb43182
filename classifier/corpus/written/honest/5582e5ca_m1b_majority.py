from collections import Counter


def transform(grid):
    (top, _), = Counter(sum(grid, [])).most_common(1)
    return [[top] * 3] * 3
