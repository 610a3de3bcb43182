"""Symmetry and repetition: overlaying mirror images, completing patterns with a part missing."""
from typing import Literal

import numpy as np

from kernel.engines.search.kinds import Grid, Palette, Plane, View, primitive


@primitive(1.1)
def overlay_mirrored(g: Grid, how: Literal["across", "down", "both", "diagonal", "turned", "all"]) -> Grid:
    """Background shows what stands there in the mirror image."""
    if how in ("diagonal", "turned", "all") and g.shape[0] != g.shape[1]:
        raise ValueError("not square")
    images = {"across": [g[:, ::-1]], "down": [g[::-1]], "both": [g[:, ::-1], g[::-1], g[::-1, ::-1]],
              "diagonal": [g.T], "turned": [np.rot90(g, k) for k in (1, 2, 3)],
              "all": [np.rot90(x, k) for x in (g, g.T) for k in range(4)]}[how]
    out = g
    for image in images:
        out = np.where(out == 0, image, out)
    return out


def best_axis(g, unknown):
    """Twice the centre of the mirror symmetry from side to side that most known cells obey; None when none does."""
    w = g.shape[1]
    best = None
    for centre in range(w // 2, 2 * w - w // 2 - 1):
        columns = np.arange(max(0, centre - w + 1), min(w, centre + 1))
        a, b = g[:, columns], g[:, centre - columns]
        known = (a != unknown) & (b != unknown)
        if known.sum() < 2 or (a != b)[known].any():
            continue
        score = (known & (a > 0)).sum()
        if best is None or score > best[0]:
            best = (score, centre)
    return None if best is None else best[1]


def reflect_known(g, centre, unknown):
    """Fill unknown cells from their mirror image at a centre, where that is known."""
    columns = centre - np.arange(g.shape[1])
    inside = (columns >= 0) & (columns < g.shape[1])
    image = np.where(inside[None, :], g[:, np.clip(columns, 0, g.shape[1] - 1)], unknown)
    return np.where(g == unknown, image, g)


@primitive(1.3)
def complete_symmetry(g: Grid, unknown: Palette) -> Grid:
    """Cells of one colour hide a mirror-symmetric pattern: find its axes and fill them in."""
    out = g
    for _ in range(2):
        for turned in (False, True):
            view = out.T if turned else out
            centre = best_axis(view, unknown)
            if centre is not None:
                view = reflect_known(view, centre, unknown)
            out = view.T if turned else view
        if out.shape[0] == out.shape[1]:
            known = (out != unknown) & (out.T != unknown)
            if known.any() and (out == out.T)[known].all():
                out = np.where(out == unknown, out.T, out)
    if (out == g).all():
        raise ValueError("no symmetry")
    return out


@primitive(1.4)
def complete_symmetry_blank(g: Grid) -> Grid:
    """Background hides a mirror-symmetric pattern around an axis anywhere: fill it in."""
    out = g
    for turned in (False, True):
        view = out.T if turned else out
        centre = nearest_axis(view)
        view = reflect_known(view, centre, 0)
        out = view.T if turned else view
    return out


def nearest_axis(g):
    """Twice the centre of the mirror symmetry that keeps most coloured cells on coloured cells alike."""
    w = g.shape[1]
    best = None
    for centre in range(w // 2, 2 * w - w // 2 - 1):
        columns = np.arange(max(0, centre - w + 1), min(w, centre + 1))
        a, b = g[:, columns], g[:, centre - columns]
        score = ((a == b) & (a > 0)).sum() - 3 * ((a != b) & (a > 0) & (b > 0)).sum()
        if best is None or score > best[0]:
            best = (score, centre)
    return best[1]


def period_fits(g, unknown, rows, columns):
    """The tile of this period that all known cells agree on, -1 where it stays unknown; None when they do not agree."""
    i, j = np.indices(g.shape)
    index = ((i % rows) * columns + j % columns).ravel()
    flat = g.ravel()
    known = flat != unknown
    low = np.full(rows * columns, 99)
    high = np.full(rows * columns, -1)
    np.minimum.at(low, index[known], flat[known])
    np.maximum.at(high, index[known], flat[known])
    return None if (low < high).any() else high.reshape(rows, columns)


def find_tile(g, unknown):
    """The smallest tile whose repetition explains all known cells."""
    h, w = g.shape
    down = [r for r in range(1, h + 1) if r == h or fits_shift(g, unknown, r, 0)]
    across = [c for c in range(1, w + 1) if c == w or fits_shift(g, unknown, 0, c)]
    for rows, columns in sorted(((r, c) for r in down for c in across), key=lambda p: p[0] * p[1]):
        if rows * columns * 2 > h * w and (rows, columns) != (down[0], across[0]):
            break
        if (rows, columns) != (h, w):
            tile = period_fits(g, unknown, rows, columns)
            if tile is not None and (tile >= 0).all():
                return tile
    raise ValueError("no repetition")


def fits_shift(g, unknown, rows, columns):
    """Whether known cells keep their colour under a shift."""
    a, b = g[rows:, columns:], g[:g.shape[0] - rows, :g.shape[1] - columns]
    return ((a == b) | (a == unknown) | (b == unknown)).all()


@primitive(1.3)
def complete_tiling(g: Grid, unknown: Palette) -> Grid:
    """Cells of one colour hide a repeating pattern: find its tile and fill them in."""
    tile = find_tile(g, unknown)
    i, j = np.indices(g.shape)
    return tile[i % tile.shape[0], j % tile.shape[1]]


@primitive(1.5)
def complete_lines(g: Grid, unknown: Palette) -> Grid:
    """Each row (or else each column) repeats with a period of its own: fill the cells of one colour in."""
    out = repeat_rows(g, unknown)
    return out if out is not None else repeat_rows(g.T, unknown).T


def repeat_rows(g, unknown):
    """Each row continued with its own smallest period; None when some row has none."""
    rows = []
    for line in g:
        for period in range(1, len(line)):
            tile = period_fits(line[None, :], unknown, 1, period)
            if tile is not None and (tile >= 0).all():
                break
        else:
            return None
        rows.append(tile[0][np.arange(len(line)) % period])
    return np.array(rows)


@primitive(1.5)
def smallest_tile(g: Grid) -> Grid:
    """The tile whose repetition is the grid."""
    return find_tile(g, -1)


@primitive(1.6)
def continue_diagonals(g: Grid, unknown: Palette) -> Grid:
    """Colours repeat along diagonals (row plus column modulo the number of colours): fill the grid."""
    i, j = np.indices(g.shape)
    for period in range(2, 10):
        for index in ((i + j) % period, (i - j) % period):
            values = [np.unique(g[(index == k) & (g != unknown)]) for k in range(period)]
            if all(len(v) == 1 for v in values):
                return np.array([v[0] for v in values])[index]
    raise ValueError("no repetition")


@primitive(1.5)
def hidden(g: Grid, unknown: Palette) -> Grid:
    """The piece of a symmetric or repeating pattern that a rectangle of one colour hides."""
    rows, columns = np.flatnonzero((g == unknown).any(1)), np.flatnonzero((g == unknown).any(0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    if (g[box] != unknown).any() or g[box].size in (1, g.size):
        raise ValueError("not a rectangle")
    try:
        return complete_symmetry(g, unknown)[box]
    except ValueError:
        return complete_tiling(g, unknown)[box]


@primitive(1.4)
def asymmetric(g: Grid, how: Literal["across", "down"]) -> Plane:
    """1 where a cell differs from its mirror image."""
    return (g != (g[:, ::-1] if how == "across" else g[::-1])) * 1


@primitive(1.4)
def repeat_down(g: Grid, axis: Literal[0, 1], end: Literal[0, 1]) -> View:
    """The coloured part of the grid goes on repeating to the edge, down or to the right, with its own height."""
    view = g if axis == 0 else g.T
    if end:
        view = view[::-1]
    used = np.flatnonzero(view.any(1))
    if len(used) == 0 or used[-1] == len(view) - 1:
        raise ValueError("no room")
    part = view[:used[-1] + 1]
    for period in range(1, len(part) + 1):
        if (part[period:] == part[:len(part) - period]).all():
            break
    out = part[np.arange(len(view)) % period]
    out = out[::-1] if end else out
    return out if axis == 0 else out.T
