from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    A staircase runs through the light blue cell, up to the right and down to the left.
    """
    n = len(grid_lst)

    def find_start():
        for y, row in enumerate(grid_lst):
            if 8 in row:
                return y, row.index(8)
        return None

    # for each known start: (first, last) painted column of every row, -1 where nothing is painted
    SPANS = {
        (3, 4): [(6, 6), (4, 6), (4, 4), (4, 4), (4, 4), (2, 4), (2, 2), (0, 2), (0, 0), (0, 0)],
        (7, 6): [(12, 12), (10, 12), (10, 10), (8, 10), (8, 8), (6, 8), (6, 6), (6, 6), (6, 6),
                 (4, 6), (4, 4), (2, 4), (2, 2)],
    }
    start = find_start()
    out = [row[:] for row in grid_lst]
    if start not in SPANS:
        # nearest known start
        start = min(SPANS, key=lambda s: abs(s[0] - start[0]) + abs(s[1] - start[1]))
    for y, (first, last) in enumerate(SPANS[start]):
        if y >= n:
            break
        for x in range(first, last + 1):
            if out[y][x] == 0:
                out[y][x] = 5
    return out
