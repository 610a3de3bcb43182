from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    A 3x3 arrangement of rooms separated by gray lines. Exactly one room holds a 4; the place
    of the 4 inside its room says in which room of the output the content has to appear.
    """
    GRAY, KEY = 5, 4
    n = len(grid_lst)
    lines = [i for i in range(n) if all(v == GRAY for v in grid_lst[i])]
    size = lines[0] if lines else 3
    step = size + 1

    def room(by, bx):
        return [row[bx * step:bx * step + size] for row in grid_lst[by * step:by * step + size]]

    out = [[v if v == GRAY else 0 for v in row] for row in grid_lst]
    for by in range(3):
        for bx in range(3):
            content = room(by, bx)
            spots = [(y, x) for y in range(size) for x in range(size) if content[y][x] == KEY]
            if not spots:
                continue
            ty, tx = spots[0]
            for y in range(size):
                for x in range(size):
                    out[ty * step + y][tx * step + x] = content[y][x]
            return out
    return out
