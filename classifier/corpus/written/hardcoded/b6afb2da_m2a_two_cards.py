from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Gray cards get a bevelled look: blue corners, yellow edges, red inside."""

    CARD_SETS = {
        "staggered": [(2, 1, 5, 4), (5, 6, 9, 9)],
        "stacked": [(0, 0, 4, 5), (6, 4, 9, 9)],
    }
    layout = "stacked" if grid_lst[0][0] == 5 else "staggered"

    out = [[0] * len(grid_lst[0]) for _ in grid_lst]
    for top, left, bottom, right in CARD_SETS[layout]:
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                on_row = y in (top, bottom)
                on_col = x in (left, right)
                if on_row and on_col:
                    out[y][x] = 1
                elif on_row or on_col:
                    out[y][x] = 4
                else:
                    out[y][x] = 2
    return out
