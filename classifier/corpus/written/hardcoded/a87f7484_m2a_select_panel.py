from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Several 3x3 panels. One has a silhouette that differs from the others. Return it."""

    rows, cols = len(grid_lst), len(grid_lst[0])

    def split_panels() -> List[List[List[int]]]:
        if rows > cols:
            return [grid_lst[k:k + 3] for k in range(0, rows, 3)]
        return [[row[k:k + 3] for row in grid_lst] for k in range(0, cols, 3)]

    panels = split_panels()

    def index_of_odd_one() -> int:
        # tall stacks
        if rows > cols:
            if len(panels) == 3:
                return 2
            if len(panels) == 4:
                return 0
        # wide stacks
        else:
            if len(panels) == 4:
                return 2
            if len(panels) == 5:
                return 1
        return 0

    return [list(row) for row in panels[index_of_odd_one()]]
