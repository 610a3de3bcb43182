from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    The answer has as many tile slots in a row as the tile has black cells, and as many tiles
    as it has coloured cells. All cases are spelled out (black cells -> (side, tiles)).
    """
    CASES = {
        1: (3, 8), 2: (6, 7), 3: (9, 6), 4: (12, 5),
        5: (15, 4), 6: (18, 3), 7: (21, 2), 8: (24, 1),
    }
    black = sum(v == 0 for row in grid_lst for v in row)
    if black not in CASES:
        return [row[:] for row in grid_lst]
    side, tiles = CASES[black]
    out = [[0] * side for _ in range(side)]
    per_row = side // 3
    for k in range(tiles):
        top, left = 3 * (k // per_row), 3 * (k % per_row)
        for r in range(3):
            for c in range(3):
                if top + r < side:
                    out[top + r][left + c] = grid_lst[r][c]
    return out
