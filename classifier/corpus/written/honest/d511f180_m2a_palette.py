from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Gray and light blue change places, every other colour stays."""
    PALETTE = {
        0: 0,  # black
        1: 1,  # blue
        2: 2,  # red
        3: 3,  # green
        4: 4,  # yellow
        5: 8,  # gray -> light blue
        6: 6,  # magenta
        7: 7,  # orange
        8: 5,  # light blue -> gray
        9: 9,  # maroon
    }
    out = [[PALETTE[v] for v in row] for row in grid_lst]

    def check() -> bool:
        before = sum(v in (5, 8) for row in grid_lst for v in row)
        after = sum(v in (5, 8) for row in out for v in row)
        return before == after

    return out if check() else [row[:] for row in grid_lst]


def _demo():
    a = [[2, 7, 8, 8, 8], [5, 5, 6, 5, 4], [8, 5, 5, 5, 2], [8, 8, 4, 3, 6], [6, 5, 1, 9, 3]]
    b = [[2, 7, 5, 5, 5], [8, 8, 6, 8, 4], [5, 8, 8, 8, 2], [5, 5, 4, 3, 6], [6, 8, 1, 9, 3]]
    return transform(a) == b
