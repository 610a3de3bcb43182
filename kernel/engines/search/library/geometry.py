"""Symmetries, scaling, tiling, cutting and cropping."""
from typing import Literal

import numpy as np

from kernel.engines.search.kinds import Grid, Parts, Ratio, Size, View, primitive


@primitive()
def flip_horizontal(g: Grid) -> Grid:
    return g[:, ::-1]


@primitive()
def flip_vertical(g: Grid) -> Grid:
    return g[::-1]


@primitive()
def transpose(g: Grid) -> Grid:
    return g.T


@primitive()
def transpose_other(g: Grid) -> Grid:
    """Reflect at the other diagonal."""
    return g[::-1, ::-1].T


@primitive()
def rotate(g: Grid, quarters: Literal[1, 2, 3]) -> Grid:
    return np.rot90(g, quarters)


@primitive(1.2)
def shift(g: Grid, rows: Literal[-1, 0, 1], columns: Literal[-1, 0, 1]) -> Grid:
    """Move everything by a cell; what enters is background."""
    out = np.zeros_like(g)
    h, w = g.shape
    out[max(rows, 0):h + min(rows, 0), max(columns, 0):w + min(columns, 0)] = \
        g[max(-rows, 0):h + min(-rows, 0), max(-columns, 0):w + min(-columns, 0)]
    return out


@primitive(1.5)
def roll(g: Grid, axis: Literal[0, 1], step: Literal[-1, 1]) -> Grid:
    """Move everything by a cell; what leaves on one side enters on the other."""
    return np.roll(g, step, axis)


@primitive()
def scale_up(g: Grid, ratio: Ratio) -> Grid:
    """Every cell becomes a block."""
    return blown_up(g, *ratio)


def blown_up(g, rows, columns):
    """Every cell as a block of so many rows and columns, within the bounds of a grid."""
    if not (0 < g.shape[0] * rows <= 30 and 0 < g.shape[1] * columns <= 30):
        raise ValueError("too large")
    return np.repeat(np.repeat(g, rows, 0), columns, 1)


@primitive()
def tile(g: Grid, ratio: Ratio) -> Grid:
    return np.tile(g, ratio)


@primitive(1.2)
def tile_mirrored(g: Grid, ratio: Ratio) -> Grid:
    """Tile with every second tile mirrored, so that edges meet."""
    rows = [g if i % 2 == 0 else g[::-1] for i in range(ratio[0])]
    column = np.concatenate(rows, 0)
    return np.concatenate([column if j % 2 == 0 else column[:, ::-1] for j in range(ratio[1])], 1)


@primitive(1.5)
def zoom(g: Grid, factor: Literal[2, 3]) -> Grid:
    return blown_up(g, factor, factor)


@primitive(1.5)
def zoom_by_colours(g: Grid) -> Grid:
    """Every cell becomes a block as large as there are colours besides background."""
    n = len(np.unique(g[g > 0]))
    return blown_up(g, n, n)


@primitive(1.5)
def zoom_by_cells(g: Grid) -> Grid:
    """Every cell becomes a block as large as there are coloured cells."""
    n = int((g > 0).sum())
    return blown_up(g, n, n)


@primitive(1.5)
def zoom_by_shape(g: Grid) -> Grid:
    """Every cell becomes a block of the size of the grid."""
    return blown_up(g, *g.shape)


@primitive(1.5)
def tile_by_shape(g: Grid) -> Grid:
    """As many copies as the grid has cells, laid out like it."""
    if max(g.shape) > 5:
        raise ValueError("too large")
    return np.tile(g, g.shape)


@primitive()
def shrink_runs(g: Grid) -> Grid:
    """Repeated neighbouring rows and columns become one."""
    rows = [i for i in range(g.shape[0]) if i == 0 or (g[i] != g[i - 1]).any()]
    columns = [j for j in range(g.shape[1]) if j == 0 or (g[:, j] != g[:, j - 1]).any()]
    return g[rows][:, columns]


@primitive(1.2)
def distinct_lines(g: Grid, axis: Literal[0, 1]) -> Grid:
    """Each row (or column) once, in the order of its first appearance."""
    lines = g if axis == 0 else g.T
    kept = [i for i in range(len(lines)) if not any((lines[i] == lines[k]).all() for k in range(i))]
    return lines[kept] if axis == 0 else lines[kept].T


@primitive()
def drop_blank_lines(g: Grid) -> Grid:
    """Rows and columns without a colour go."""
    return g[(g > 0).any(1)][:, (g > 0).any(0)]


@primitive()
def crop_content(g: Grid) -> Grid:
    """The bounding box of all that is not background."""
    rows, columns = np.flatnonzero((g > 0).any(1)), np.flatnonzero((g > 0).any(0))
    return g[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]


@primitive(1.2)
def trim(g: Grid) -> Grid:
    """Without the outermost ring of cells."""
    return g[1:-1, 1:-1]


@primitive(1.2)
def drop_edge(g: Grid, side: Literal[0, 1, 2, 3]) -> Grid:
    """Without the first row, last row, first column or last column."""
    return (g[1:], g[:-1], g[:, 1:], g[:, :-1])[side]


@primitive()
def half(g: Grid, side: Literal[0, 1, 2, 3]) -> Grid:
    """Top, bottom, left or right half; a line in the middle belongs to neither."""
    h, w = g.shape
    if (h if side < 2 else w) < 2:
        raise ValueError("nothing to halve")
    return (g[:h // 2], g[h - h // 2:], g[:, :w // 2], g[:, w - w // 2:])[side]


@primitive(1.3)
def half_kept(g: Grid, side: Literal[0, 1, 2, 3]) -> Grid:
    """Top, bottom, left or right half; a line in the middle belongs to both."""
    h, w = g.shape
    return (g[:(h + 1) // 2], g[h // 2:], g[:, :(w + 1) // 2], g[:, w // 2:])[side]


@primitive(1.2)
def square_corner(g: Grid, corner: Literal[0, 1, 2, 3]) -> Grid:
    """The largest square in a corner of an oblong grid."""
    n = min(g.shape)
    if g.shape[0] == g.shape[1]:
        raise ValueError("already square")
    rows = slice(0, n) if corner < 2 else slice(g.shape[0] - n, None)
    columns = slice(0, n) if corner % 2 == 0 else slice(g.shape[1] - n, None)
    return g[rows, columns]


@primitive(1.2)
def corner_cut(g: Grid, size: Size, corner: Literal[0, 1, 2, 3]) -> Grid:
    """A piece of the output's size from a corner."""
    h, w = size
    if g.shape[0] < h or g.shape[1] < w:
        raise ValueError("too small")
    return g[:h, :w] if corner == 0 else g[:h, -w:] if corner == 1 else g[-h:, :w] if corner == 2 else g[-h:, -w:]


@primitive(1.2)
def shrink_blocks(g: Grid, size: Size, how: Literal["most", "any", "first"]) -> Grid:
    """One cell for each block of the grid cut into as many blocks as the output has cells."""
    h, w = size
    if g.shape[0] % h or g.shape[1] % w or g.shape == (h, w):
        raise ValueError("does not divide")
    blocks = g.reshape(h, g.shape[0] // h, w, g.shape[1] // w).transpose(0, 2, 1, 3).reshape(h, w, -1)
    return shrink_each(blocks, how)


@primitive(1.2)
def shrink_ratio(g: Grid, ratio: Ratio, how: Literal["most", "any", "first"]) -> Grid:
    """One cell for each block of the size by which the output is smaller."""
    m, n = ratio
    if g.shape[0] % m or g.shape[1] % n:
        raise ValueError("does not divide")
    blocks = g.reshape(g.shape[0] // m, m, g.shape[1] // n, n).transpose(0, 2, 1, 3)
    return shrink_each(blocks.reshape(g.shape[0] // m, g.shape[1] // n, -1), how)


def shrink_each(blocks, how):
    """One colour for each block: its most common, any that is not background, or its first."""
    if how == "any":
        return blocks.max(2)
    if how == "first":
        return blocks[:, :, 0]
    return np.array([[np.bincount(cell).argmax() for cell in row] for row in blocks])


@primitive(1.2)
def beside(g: Grid, how: Literal["same", "flip", "turn"], axis: Literal[0, 1], order: Literal[0, 1]) -> Grid:
    """The grid and its copy, its mirror image or itself upside down, side by side."""
    other = g if how == "same" else np.flip(g, axis) if how == "flip" else g[::-1, ::-1]
    if how == "same" and order == 1:
        raise ValueError("the same as order 0")
    return np.concatenate([g, other] if order == 0 else [other, g], axis)


@primitive(1.2)
def kaleidoscope(g: Grid, first: Literal[0, 1, 2, 3]) -> Grid:
    """Four mirror images around the centre; `first` says which corner shows the grid itself."""
    rows = [g, g[::-1]] if first < 2 else [g[::-1], g]
    column = np.concatenate(rows, 0)
    columns = [column, column[:, ::-1]] if first % 2 == 0 else [column[:, ::-1], column]
    return np.concatenate(columns, 1)


@primitive(1.5)
def pinwheel(g: Grid, turn: Literal[1, 3]) -> Grid:
    """Four quarter turns around the centre of a square."""
    if g.shape[0] != g.shape[1]:
        raise ValueError("not square")
    a, b, c = np.rot90(g, turn), np.rot90(g, 2), np.rot90(g, 4 - turn)
    return np.concatenate([np.concatenate([g, a], 1), np.concatenate([c, b], 1)], 0)


@primitive(1.3)
def frame(g: Grid, width: Literal[1]) -> Grid:
    """A ring of background around the grid."""
    out = np.zeros((g.shape[0] + 2 * width, g.shape[1] + 2 * width), dtype=g.dtype)
    out[width:-width, width:-width] = g
    return out


@primitive(1.5)
def fractal(g: Grid) -> Grid:
    """A copy of the grid in the place of each of its coloured cells."""
    return kron(g > 0, g)


@primitive(1.7)
def fractal_of(g: Grid, where: Literal["most", "least", "blank"]) -> Grid:
    """A copy of the grid in the place of each cell of its most common colour, its rarest, or its background."""
    counts = np.bincount(g.ravel(), minlength=10)
    if where == "blank":
        mask = g == 0
    else:
        counts = np.where(counts == 0, -1 if where == "most" else 1000, counts)
        mask = g == (counts.argmax() if where == "most" else counts.argmin())
    return kron(mask, g)


def kron(mask, g):
    """A copy of the grid for each marked cell, within the bounds of a grid."""
    if max(g.shape) > 5:
        raise ValueError("too large")
    return np.kron(mask * 1, g)


@primitive(1.3)
def extend_tiling(g: Grid, size: Size) -> View:
    """The grid's rows and columns repeated on to the output's size."""
    return g[np.arange(size[0]) % g.shape[0]][:, np.arange(size[1]) % g.shape[1]]


@primitive(1.0)
def cut_by_ratio(g: Grid, ratio: Ratio) -> Parts:
    """The grid cut into equal pieces by how much smaller the output is; lines between them are left out."""
    m, n = ratio
    h, w = g.shape[0] // m, g.shape[1] // n
    gap_h = (g.shape[0] - m * h) // (m - 1) if m > 1 else 0
    gap_w = (g.shape[1] - n * w) // (n - 1) if n > 1 else 0
    return [g[i * (h + gap_h):i * (h + gap_h) + h, j * (w + gap_w):j * (w + gap_w) + w]
            for i in range(m) for j in range(n)]


@primitive(1.0)
def cut_by_size(g: Grid, size: Size) -> Parts:
    """The grid cut into pieces of the output's size, lines of one cell between them left out."""
    h, w = size
    step_h, step_w = (h if g.shape[0] % h == 0 else h + 1), (w if g.shape[1] % w == 0 else w + 1)
    if (g.shape[0] + step_h - h) % step_h or (g.shape[1] + step_w - w) % step_w:
        raise ValueError("does not divide")
    return [g[i:i + h, j:j + w] for i in range(0, g.shape[0], step_h) for j in range(0, g.shape[1], step_w)]


@primitive(1.0)
def cut_at_lines(g: Grid) -> Parts:
    """The pieces between full lines of one colour that cross the whole grid (blank lines when there are none)."""
    for colour in [c for c in np.unique(g) if c > 0] + [0]:
        rows = np.flatnonzero((g == colour).all(1))
        columns = np.flatnonzero((g == colour).all(0))
        if len(rows) + len(columns) and len(rows) < g.shape[0]:
            parts = [part for band in cut_between(g, rows) for part in cut_between(band.T, columns)]
            return [part.T for part in parts]
    raise ValueError("no line")


def cut_between(g, rows):
    """The bands of rows between the given ones."""
    edges = [-1, *rows, len(g)]
    return [g[a + 1:b] for a, b in zip(edges, edges[1:]) if b - a > 1]


@primitive(1.0)
def halves(g: Grid, axis: Literal[0, 1]) -> Parts:
    n = g.shape[axis] // 2
    if n == 0:
        raise ValueError("nothing to halve")
    return [g[:n], g[-n:]] if axis == 0 else [g[:, :n], g[:, -n:]]
