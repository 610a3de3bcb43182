from collections import deque
from typing import List, Set, Tuple

Cell = Tuple[int, int]


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Background is 8, shapes are drawn in 6.

    Observations
      * every shape gets a green (3) outline, diagonals included
      * background enclosed by a shape becomes yellow (4)
    """
    BACKGROUND, SHAPE, OUTLINE, INSIDE = 8, 6, 3, 4
    h, w = len(grid_lst), len(grid_lst[0])

    def inside(y: int, x: int) -> bool:
        return 0 <= y < h and 0 <= x < w

    def flood_from_border() -> Set[Cell]:
        queue = deque()
        seen: Set[Cell] = set()
        for y in range(h):
            for x in range(w):
                on_edge = y in (0, h - 1) or x in (0, w - 1)
                if on_edge and grid_lst[y][x] == BACKGROUND:
                    queue.append((y, x))
                    seen.add((y, x))
        while queue:
            y, x = queue.popleft()
            for dy, dx in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                ny, nx = y + dy, x + dx
                if inside(ny, nx) and (ny, nx) not in seen and grid_lst[ny][nx] == BACKGROUND:
                    seen.add((ny, nx))
                    queue.append((ny, nx))
        return seen

    outside = flood_from_border()

    def touches_shape(y: int, x: int) -> bool:
        return any(
            inside(y + dy, x + dx) and grid_lst[y + dy][x + dx] == SHAPE
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            if dy or dx
        )

    out = []
    for y in range(h):
        line = []
        for x in range(w):
            v = grid_lst[y][x]
            if v != BACKGROUND:
                line.append(v)
            elif (y, x) not in outside:
                line.append(INSIDE)
            elif touches_shape(y, x):
                line.append(OUTLINE)
            else:
                line.append(BACKGROUND)
        out.append(line)
    return out
