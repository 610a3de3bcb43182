from collections import deque
from typing import FrozenSet, List, Tuple

Cell = Tuple[int, int]


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Gray blocks with holes. A loose piece with the same shape as a hole moves into it.
    """
    h, w = len(grid_lst), len(grid_lst[0])

    def component(y: int, x: int, seen) -> List[Cell]:
        colour = grid_lst[y][x]
        queue, cells = deque([(y, x)]), []
        seen.add((y, x))
        while queue:
            a, b = queue.popleft()
            cells.append((a, b))
            for c, d in ((a + 1, b), (a - 1, b), (a, b + 1), (a, b - 1)):
                if 0 <= c < h and 0 <= d < w and (c, d) not in seen and grid_lst[c][d] == colour:
                    seen.add((c, d))
                    queue.append((c, d))
        return cells

    def normal(cells: List[Cell]) -> FrozenSet[Cell]:
        t, l = min(c[0] for c in cells), min(c[1] for c in cells)
        return frozenset((a - t, b - l) for a, b in cells)

    seen = set()
    holes, pieces = [], []
    for y in range(h):
        for x in range(w):
            if (y, x) in seen or grid_lst[y][x] == 5:
                continue
            cells = component(y, x, seen)
            if grid_lst[y][x] != 0:
                pieces.append(cells)
                continue
            around = [(a + p, b + q) for a, b in cells for p, q in ((1, 0), (-1, 0), (0, 1), (0, -1))]
            ring = [(a, b) for a, b in around if (a, b) not in cells]
            if all(0 <= a < h and 0 <= b < w and grid_lst[a][b] == 5 for a, b in ring):
                holes.append(cells)

    out = [row[:] for row in grid_lst]
    for hole in holes:
        # several pieces may fit, take the one that has the shortest way
        by_distance = sorted(pieces, key=lambda p: abs(p[0][0] - hole[0][0]) + abs(p[0][1] - hole[0][1]))
        for piece in by_distance:
            if normal(hole) == normal(piece):
                colour = grid_lst[piece[0][0]][piece[0][1]]
                for a, b in hole:
                    out[a][b] = colour
                for a, b in piece:
                    out[a][b] = 0
                break
    return out
