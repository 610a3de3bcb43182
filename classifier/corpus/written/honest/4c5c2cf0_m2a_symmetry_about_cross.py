from collections import defaultdict
from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    One shape is an X of five cells: it is the centre. The other shape is mirrored into the
    other three quadrants around it.
    """
    X_SHAPE = frozenset({(0, 0), (0, 2), (1, 1), (2, 0), (2, 2)})
    h, w = len(grid_lst), len(grid_lst[0])
    by_colour = defaultdict(list)
    for y, row in enumerate(grid_lst):
        for x, v in enumerate(row):
            if v:
                by_colour[v].append((y, x))

    # Both shapes can have the same colour, so the cross is looked for as a template.
    def cross_centres():
        for colour, cells in by_colour.items():
            members = set(cells)
            for y in range(h - 2):
                for x in range(w - 2):
                    if all((y + dy, x + dx) in members for dy, dx in X_SHAPE):
                        window = [(y + a, x + b) for a in range(3) for b in range(3)]
                        filled = sum(cell in members for cell in window)
                        if filled == len(X_SHAPE):
                            yield y + 1, x + 1

    out = [row[:] for row in grid_lst]
    centre = next(cross_centres(), None)
    if centre is None:
        return out
    cy, cx = centre
    for colour, cells in by_colour.items():
        for y, x in cells:
            for ny, nx in ((2 * cy - y, x), (y, 2 * cx - x), (2 * cy - y, 2 * cx - x)):
                if 0 <= ny < h and 0 <= nx < w:
                    out[ny][nx] = colour
    return out
