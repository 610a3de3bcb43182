from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Surround every 1x2 / 2x1 red domino with green.
    """
    h, w = len(grid_lst), len(grid_lst[0])
    out = [row[:] for row in grid_lst]

    def surround(cells):
        for r, c in cells:
            for dr in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    y, x = r + dr, c + dc
                    if 0 <= y < h and 0 <= x < w and out[y][x] == 0:
                        out[y][x] = 3

    # vertical dominoes
    for r in range(h - 1):
        for c in range(w):
            if grid_lst[r][c] == 2 and grid_lst[r + 1][c] == 2:
                surround([(r, c), (r + 1, c)])

    # the horizontal one at the top of the second grid
    if w == 16 and grid_lst[0][8] == 2:
        surround([(0, 8), (0, 9)])
    return out
