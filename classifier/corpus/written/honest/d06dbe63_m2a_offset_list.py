from typing import List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Draw the gray staircase through the light blue cell, from a list of offsets."""
    UPPER: List[Tuple[int, int]] = [
        (-1, 0), (-2, 0), (-2, 1), (-2, 2),
        (-3, 2), (-4, 2), (-4, 3), (-4, 4),
        (-5, 4), (-6, 4), (-6, 5), (-6, 6),
        (-7, 6), (-8, 6), (-8, 7), (-8, 8),
        (-9, 8), (-10, 8), (-10, 9), (-10, 10),
        (-11, 10), (-12, 10), (-12, 11), (-12, 12),
    ]
    # the lower part is the upper one turned by 180 degrees
    LOWER = [(-dy, -dx) for dy, dx in UPPER]
    h, w = len(grid_lst), len(grid_lst[0])
    out = [row[:] for row in grid_lst]
    for y in range(h):
        for x in range(w):
            if grid_lst[y][x] != 8:
                continue
            for dy, dx in UPPER + LOWER:
                if 0 <= y + dy < h and 0 <= x + dx < w:
                    out[y + dy][x + dx] = 5
    return out
