from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Every arch drops a yellow cell to the floor, straight below its opening.
    """
    ARCH = [[1, 1, 1],
            [1, 0, 1]]
    h, w = len(grid_lst), len(grid_lst[0])

    def matches(y: int, x: int) -> bool:
        colours = set()
        for dy, line in enumerate(ARCH):
            for dx, bit in enumerate(line):
                v = grid_lst[y + dy][x + dx]
                if bool(v) != bool(bit):
                    return False
                if v:
                    colours.add(v)
        return len(colours) == 1

    out = [row[:] for row in grid_lst]
    hits = [(y, x) for y in range(h - 1) for x in range(w - 2) if matches(y, x)]
    for y, x in hits:
        out[h - 1][x + 1] = 4
    return out
