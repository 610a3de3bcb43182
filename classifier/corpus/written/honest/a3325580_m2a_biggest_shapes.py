from collections import defaultdict
from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Colours of the largest shapes, left to right; as many rows as a shape has cells."""
    cells = defaultdict(list)
    for y, row in enumerate(grid_lst):
        for x, v in enumerate(row):
            if v:
                cells[v].append((y, x))
    if not cells:
        return [[0]]
    size = max(len(c) for c in cells.values())
    largest = [v for v in cells if len(cells[v]) == size]
    largest.sort(key=lambda v: min(x for _, x in cells[v]))
    return [list(largest) for _ in range(size)]
