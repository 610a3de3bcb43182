from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Two dots on one line. Each grows towards the other and ends in a bracket; the brackets
    meet in the middle. The bracket template, seen for a dot on the left that grows right,
    relative to the last cell of its line:

        . . X X
        . . X .
        # # X .
        . . X .
        . . X X
    """
    BRACKET = [(-2, 0), (-1, 0), (0, 0), (1, 0), (2, 0), (-2, 1), (2, 1)]

    dots = [(r, c, v) for r, row in enumerate(grid_lst) for c, v in enumerate(row) if v]
    if len(dots) != 2:
        return [row[:] for row in grid_lst]

    (r1, c1, v1), (r2, c2, v2) = dots
    if r1 != r2:
        # vertical case: solve the transposed grid
        turned = [list(col) for col in zip(*grid_lst)]
        return [list(col) for col in zip(*transform(turned))]

    h, w = len(grid_lst), len(grid_lst[0])
    out = [row[:] for row in grid_lst]
    if c1 > c2:
        c1, v1, c2, v2 = c2, v2, c1, v1
    reach = (c2 - c1 - 3) // 2

    def draw(start: int, step: int, colour: int) -> None:
        for k in range(reach + 1):
            out[r1][start + step * k] = colour
        tip = start + step * reach
        for dr, dc in BRACKET:
            y, x = r1 + dr, tip + step * dc
            if 0 <= y < h and 0 <= x < w:
                out[y][x] = colour

    draw(c1, 1, v1)
    draw(c2, -1, v2)
    return out
