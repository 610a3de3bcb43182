from typing import List

# (position inside the 2x2 square) -> direction of travel
DIRECTIONS = {
    (0, 0): (-1, -1),
    (0, 1): (-1, 1),
    (1, 0): (1, -1),
    (1, 1): (1, 1),
}


def transform(grid: List[List[int]]) -> List[List[int]]:
    """
    A 2x2 square contains a main colour and some red (2) corner cells.
    The square is swept diagonally in the direction of each red corner, painted in the main colour.
    If the whole square is made of red and one other cell, the other colour is the paint.
    """
    h, w = len(grid), len(grid[0])
    cells = [(r, c) for r in range(h) for c in range(w) if grid[r][c] != 0]
    if not cells:
        return grid
    r0, c0 = min(cells)

    colors = {grid[r][c] for r, c in cells} - {2}
    paint = colors.pop() if colors else 2

    out = [row[:] for row in grid]
    for r, c in cells:
        out[r][c] = paint
    for r, c in cells:
        if grid[r][c] != 2:
            continue
        dr, dc = DIRECTIONS[(r - r0, c - c0)]
        for k in range(1, max(h, w)):
            for y, x in cells:
                ny, nx = y + dr * k, x + dc * k
                if 0 <= ny < h and 0 <= nx < w:
                    out[ny][nx] = paint
    return out
