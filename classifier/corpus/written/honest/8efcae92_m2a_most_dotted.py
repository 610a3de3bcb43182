from collections import deque
from typing import List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Several blue panels carry red dots. Crop the panel that carries most of them.
    """
    h, w = len(grid_lst), len(grid_lst[0])
    visited = [[False] * w for _ in range(h)]

    def explore(sy: int, sx: int) -> List[Tuple[int, int]]:
        cells, queue = [], deque([(sy, sx)])
        visited[sy][sx] = True
        while queue:
            y, x = queue.popleft()
            cells.append((y, x))
            for ny, nx in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                if 0 <= ny < h and 0 <= nx < w and not visited[ny][nx] and grid_lst[ny][nx]:
                    visited[ny][nx] = True
                    queue.append((ny, nx))
        return cells

    panels = []
    for y in range(h):
        for x in range(w):
            if grid_lst[y][x] and not visited[y][x]:
                panels.append(explore(y, x))

    def crop(cells):
        ys, xs = [c[0] for c in cells], [c[1] for c in cells]
        return [row[min(xs):max(xs) + 1] for row in grid_lst[min(ys):max(ys) + 1]]

    def dots(cells):
        return sum(grid_lst[y][x] == 2 for y, x in cells)

    if not panels:
        return [row[:] for row in grid_lst]
    # primary key: dots; secondary: density, in case of a draw
    panels.sort(key=lambda p: (dots(p), dots(p) / len(p)), reverse=True)
    return crop(panels[0])
