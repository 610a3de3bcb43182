"""Rays, connections, gravity: what moves or reaches along lines."""
from typing import Literal

import numpy as np

from kernel.engines.search.kinds import Grid, Palette, View, primitive

ORTHOGONAL = [(-1, 0), (1, 0), (0, -1), (0, 1)]
DIAGONAL = [(-1, -1), (1, 1), (-1, 1), (1, -1)]


def cast(g, sources, direction, stops):
    """Carry the source cells' colours on in a direction; `stops`: only over background, until the first coloured cell."""
    dr, dc = direction
    if dr == 0:
        return cast(g.T, sources.T, (dc, 0), stops).T
    if dr < 0:
        return cast(g[::-1], sources[::-1], (1, dc), stops)[::-1]
    if dc < 0:
        return cast(g[:, ::-1], sources[:, ::-1], (1, 1), stops)[:, ::-1]
    h, w = g.shape
    i, j = np.indices((h, w))
    if dc:                             # lay the diagonals into columns
        j = j - i + h - 1
        w += h - 1
    colours, marks = np.zeros((h, w), dtype=int), np.zeros((h, w), dtype=int)
    colours[i, j] = np.where(sources, g, 0)
    marks[i, j] = sources | (g > 0) if stops else sources
    last = np.maximum.accumulate(np.where(marks, np.arange(h)[:, None], 0), 0)
    return colours[last, np.arange(w)][i, j]


def merge(g, layers):
    """The grid, with what the layers add on its background; earlier layers win."""
    out = g.copy()
    for layer in layers:
        out = np.where(out == 0, layer, out)
    return out


@primitive(1.2)
def ray(g: Grid, direction: Literal[0, 1, 2, 3], stops: Literal[True, False]) -> Grid:
    """Every coloured cell draws a line up, down, left or right, to the next colour or to the edge."""
    return merge(g, [cast(g, g > 0, ORTHOGONAL[direction], stops)])


@primitive(1.3)
def ray_diagonal(g: Grid, direction: Literal[0, 1, 2, 3], stops: Literal[True, False]) -> View:
    """Every coloured cell draws a diagonal line."""
    return merge(g, [cast(g, g > 0, DIAGONAL[direction], stops)])


@primitive(1.2)
def rays(g: Grid, which: Literal["rows", "columns", "cross", "diagonals"], stops: Literal[True, False]) -> Grid:
    """Every coloured cell draws lines along its row, its column, both, or its diagonals."""
    directions = {"rows": ORTHOGONAL[2:], "columns": ORTHOGONAL[:2], "cross": ORTHOGONAL, "diagonals": DIAGONAL}[which]
    return merge(g, [cast(g, g > 0, d, stops) for d in directions])


@primitive(1.3)
def rays_of(g: Grid, colour: Palette,
            which: Literal["rows", "columns", "cross", "diagonals", "down", "up", "left", "right"],
            stops: Literal[True, False]) -> View:
    """Every cell of one colour draws lines; others stay as they are."""
    directions = {"rows": ORTHOGONAL[2:], "columns": ORTHOGONAL[:2], "cross": ORTHOGONAL, "diagonals": DIAGONAL,
                  "up": ORTHOGONAL[:1], "down": ORTHOGONAL[1:2], "left": ORTHOGONAL[2:3], "right": ORTHOGONAL[3:]}[which]
    return merge(np.where(g == colour, 0, g), [cast(g, g == colour, d, stops) for d in directions])


@primitive(1.3)
def seen(g: Grid, direction: Literal[0, 1, 2, 3]) -> View:
    """Every cell takes the first colour that it sees looking up, down, left or right, its own if it has one."""
    dr, dc = ORTHOGONAL[direction]
    return cast(g, g > 0, (-dr, -dc), True)


@primitive(1.4)
def seen_beyond(g: Grid, direction: Literal[0, 1, 2, 3]) -> View:
    """Every cell takes the first colour that it sees in a direction beyond itself."""
    dr, dc = ORTHOGONAL[direction]
    h, w = g.shape
    first = cast(g, g > 0, (-dr, -dc), True)
    out = np.zeros_like(g)
    out[max(-dr, 0):h + min(-dr, 0), max(-dc, 0):w + min(-dc, 0)] = \
        first[max(dr, 0):h + min(dr, 0), max(dc, 0):w + min(dc, 0)]
    return out


def between(g, first, second):
    """Colour on background between two cells of that colour that see each other along two opposite directions."""
    a, b = cast(g, g > 0, first, True), cast(g, g > 0, second, True)
    return np.where((g == 0) & (a == b), a, 0)


@primitive(1.1)
def connect(g: Grid, which: Literal["rows", "columns", "cross", "diagonals"]) -> Grid:
    """Draw a line between cells of the same colour that see each other."""
    layers = []
    if which in ("rows", "cross"):
        layers.append(between(g, (0, -1), (0, 1)))
    if which in ("columns", "cross"):
        layers.append(between(g, (-1, 0), (1, 0)))
    if which == "diagonals":
        layers += [between(g, (-1, -1), (1, 1)), between(g, (-1, 1), (1, -1))]
    return merge(g, layers)


@primitive(1.3)
def connect_over(g: Grid, colour: Palette, axis: Literal[0, 1, 2]) -> View:
    """Lines between cells of one colour in the same column, row, or both, over whatever stands between."""
    m = g == colour
    down = np.maximum.accumulate(m, 0) & np.maximum.accumulate(m[::-1], 0)[::-1]
    across = np.maximum.accumulate(m, 1) & np.maximum.accumulate(m[:, ::-1], 1)[:, ::-1]
    lines = down if axis == 0 else across if axis == 1 else down | across
    return np.where(lines, colour, g)


@primitive(1.2)
def fall(g: Grid, direction: Literal[0, 1, 2, 3]) -> Grid:
    """All coloured cells fall down, up, right or left until something stops them."""
    lines = g.T if direction < 2 else g
    backward = direction % 2 == 1
    out = np.array([np.concatenate([line[line > 0], line[line == 0]] if backward else
                                   [line[line == 0], line[line > 0]]) for line in lines])
    return out.T if direction < 2 else out


@primitive(1.4)
def fall_of(g: Grid, colour: Palette, direction: Literal[0, 1, 2, 3]) -> Grid:
    """Cells of one colour fall through background until another colour or the edge stops them."""
    turned = [g, g[::-1], g.T, g.T[::-1]][direction].copy()
    for column in turned.T:
        floor = len(column)
        for i in range(len(column) - 1, -1, -1):
            if column[i] == colour:
                column[i] = 0
                floor -= 1
                column[floor] = colour
            elif column[i] > 0:
                floor = i
    return [turned, turned[::-1], turned.T, turned[::-1].T][direction]


@primitive(1.4)
def sort_lines(g: Grid, axis: Literal[0, 1], order: Literal[-1, 1]) -> Grid:
    """Rows (or columns) ordered by how many coloured cells they hold."""
    counts = (g > 0).sum(1 - axis) * order
    keys = np.argsort(counts, kind="stable")
    return g[keys] if axis == 0 else g[:, keys]


@primitive(1.4)
def sort_cells(g: Grid, axis: Literal[0, 1], order: Literal[-1, 1]) -> Grid:
    """The cells of each column (or row) in order of colour."""
    return np.sort(g, axis)[::order] if axis == 0 else np.sort(g, axis)[:, ::order]
