"""Growing, flooding and stamping: what repeats a local pattern or carries one place's pattern to another."""
from typing import Literal

import numpy as np
from scipy import ndimage

from kernel.engines.search.kinds import Grid, Objects, Palette, Plane, Ratio, View, primitive
from kernel.engines.search.library.cells import seen_at


@primitive(1.1)
def flood(g: Grid, wall: Palette) -> Grid:
    """Each area within walls of one colour takes the one other colour that it holds besides background."""
    labels, n = ndimage.label(g != wall)
    out = g.copy()
    for i in range(1, n + 1):
        inside = g[labels == i]
        colours = np.unique(inside[inside > 0])
        if len(colours) == 1:
            out[labels == i] = colours[0]
    return out


@primitive(1.3)
def flood_over(g: Grid, into: Palette) -> Grid:
    """Every colour but background and one spreads over connected cells of that one."""
    out = g
    for _ in range(60):
        padded = np.zeros((g.shape[0] + 2, g.shape[1] + 2), dtype=int)
        padded[1:-1, 1:-1] = np.where(out == into, 0, out)
        near = np.maximum(np.maximum(padded[:-2, 1:-1], padded[2:, 1:-1]), np.maximum(padded[1:-1, :-2], padded[1:-1, 2:]))
        grown = np.where((out == into) & (near > 0), near, out)
        if (grown == out).all():
            break
        out = grown
    return out


@primitive(1.3)
def without_small(g: Grid, most: Literal[1, 2, 3]) -> Grid:
    """Connected cells of one colour that are at most so many become background."""
    out = g.copy()
    for colour in np.unique(g[g > 0]):
        labels, n = ndimage.label(g == colour, np.ones((3, 3)))
        sizes = np.bincount(labels.ravel())
        out[(labels > 0) & (sizes[labels] <= most)] = 0
    return out


@primitive(1.4)
def smoothed(g: Grid) -> Grid:
    """Cells without a neighbour of their own colour take the colour most common around them."""
    out = g.copy()
    padded = np.full((g.shape[0] + 2, g.shape[1] + 2), -1)
    padded[1:-1, 1:-1] = g
    for i, j in np.ndindex(g.shape):
        around = np.delete(padded[i:i + 3, j:j + 3].ravel(), 4)
        if (around != g[i, j]).all():
            out[i, j] = np.bincount(around[around >= 0]).argmax()
    return out


@primitive(1.4)
def opened(g: Grid, side: Literal[2, 3]) -> Grid:
    """Only cells stay that belong to a square of this side in one colour."""
    out = np.zeros(g.shape, dtype=int)
    for colour in np.unique(g[g > 0]):
        out[ndimage.binary_opening(g == colour, np.ones((side, side)))] = colour
    return out


@primitive(1.3)
def neighbour_at(g: Grid, rows: Literal[-2, 0, 2], columns: Literal[-2, 0, 2]) -> View:
    """The colour two cells on in a direction (background outside)."""
    return seen_at(g, rows, columns)


@primitive(1.3)
def halo(g: Grid, colour: Palette, shape: Literal["square", "plus", "cross"]) -> Plane:
    """2 on cells of a colour, 1 on the 8 cells around them (or the 4 beside, or the 4 at the corners), 0 elsewhere."""
    links = {"square": np.ones((3, 3)), "plus": np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]]),
             "cross": np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])}[shape]
    m = g == colour
    return ndimage.binary_dilation(m, links) * 1 + m


@primitive(1.5)
def halo_wide(g: Grid, colour: Palette, shape: Literal["square", "plus", "cross"]) -> Plane:
    """3 on cells of a colour, 2 and 1 on rings around them, one and two cells away."""
    i, j = np.indices((5, 5)) - 2
    far = {"square": np.maximum(abs(i), abs(j)), "plus": np.where((i == 0) | (j == 0), abs(i) + abs(j), 9),
           "cross": np.where(abs(i) == abs(j), abs(i), 9)}[shape]
    m = g == colour
    return ndimage.binary_dilation(m, far <= 2) * 1 + ndimage.binary_dilation(m, far <= 1) + m


@primitive(1.5)
def stamped(g: Grid, touching: Literal["side", "corner"]) -> Grid:
    """The largest object of several colours is copied onto every single cell that has one of its rare colours."""
    labels, n = ndimage.label(g > 0, np.ones((3, 3)) if touching == "corner" else None)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    model = labels == sizes.argmax()
    colours, counts = np.unique(g[model], return_counts=True)
    anchors = [c for c, k in zip(colours, counts) if k == 1]
    cells = np.argwhere(model)
    out = g.copy()
    for colour in anchors:
        origin = np.argwhere(model & (g == colour))[0]
        for place in np.argwhere((g == colour) & ~model):
            moved = cells - origin + place
            inside = ((moved >= 0) & (moved < g.shape)).all(1)
            out[tuple(moved[inside].T)] = g[tuple(cells[inside].T)]
    return out


@primitive(1.4)
def copied_beside(o: Objects, direction: Literal[0, 1, 2, 3], gap: Literal[0, 1]) -> View:
    """Every object once more (and again to the edge), up, down, left or right of itself, `gap` cells apart."""
    g, labels = o
    out = g.copy()
    for i, s in enumerate(ndimage.find_objects(labels)):
        h, w = s[0].stop - s[0].start + gap, s[1].stop - s[1].start + gap
        step = np.array([(-h, 0), (h, 0), (0, -w), (0, w)][direction])
        own = np.argwhere(labels == i + 1)
        for k in range(1, 30):
            moved = own + k * step
            inside = ((moved >= 0) & (moved < g.shape)).all(1)
            if not inside.any():
                break
            out[tuple(moved[inside].T)] = g[tuple(own[inside].T)]
    return out


@primitive(1.4)
def mirrored_beside(o: Objects, direction: Literal[0, 1, 2, 3]) -> View:
    """Every object mirrored over the upper, lower, left or right edge of its box."""
    g, labels = o
    out = g.copy()
    for i, s in enumerate(ndimage.find_objects(labels)):
        own = np.argwhere(labels == i + 1)
        axis = direction // 2
        edge = s[axis].start * 2 - 1 if direction % 2 == 0 else s[axis].stop * 2 - 1
        moved = own.copy()
        moved[:, axis] = edge - moved[:, axis]
        inside = ((moved >= 0) & (moved < g.shape)).all(1)
        out[tuple(moved[inside].T)] = g[tuple(own[inside].T)]
    return out


@primitive(1.2)
def shrink_at_lines(g: Grid, how: Literal["most", "any", "full", "rare"]) -> Grid:
    """One cell for each box between full lines of one colour (blank ones if no other): its most common colour, any, one
    that fills it, its rarest."""
    for colour in [c for c in np.unique(g) if c > 0] + [0]:
        rows = [-1, *np.flatnonzero((g == colour).all(1)), g.shape[0]]
        columns = [-1, *np.flatnonzero((g == colour).all(0)), g.shape[1]]
        if len(rows) + len(columns) > 4:
            break
    else:
        raise ValueError("no line")
    out = []
    for a, b in zip(rows, rows[1:]):
        boxes = [np.bincount(g[a + 1:b, c + 1:d].ravel(), minlength=10) for c, d in zip(columns, columns[1:]) if d - c > 1]
        if b - a > 1:
            out.append([int({"most": n.argmax(), "any": np.append(0, np.flatnonzero(n)).max(),
                             "full": n.argmax() if (n > 0).sum() == 1 else 0,
                             "rare": np.where(n == 0, 1000, n).argmin()}[how]) for n in boxes])
    return np.array(out)


@primitive(1.4)
def joined_lines(g: Grid, colour: Palette) -> View:
    """From each cell of a colour a line to the nearest edge, on background."""
    h, w = g.shape
    out = g.copy()
    for i, j in np.argwhere(g == colour):
        lines = [(slice(0, i), j), (slice(i + 1, h), j), (i, slice(0, j)), (i, slice(j + 1, w))]
        nearest = lines[int(np.argmin([i, h - 1 - i, j, w - 1 - j]))]
        out[nearest] = np.where(out[nearest] == 0, colour, out[nearest])
    return out


@primitive(1.4)
def between_objects(o: Objects, axis: Literal[0, 1, 2]) -> Plane:
    """1 on cells outside objects that have the same object on both sides in their column, their row, or either; 2 where
    the two sides are different objects."""
    labels = o[1]
    index = np.indices(labels.shape)
    out = np.zeros(labels.shape, dtype=int)
    for a in (0, 1):
        if axis in (a, 2):
            first = np.maximum.accumulate(np.where(labels > 0, index[a], 0), a)
            last = np.flip(np.minimum.accumulate(np.flip(np.where(labels > 0, index[a], labels.shape[a] - 1), a), a), a)
            before, after = np.take_along_axis(labels, first, a), np.take_along_axis(labels, last, a)
            here = np.where((labels == 0) & (before > 0) & (after > 0), np.where(before == after, 1, 2), 0)
            out = np.maximum(out, here)
    return out


@primitive(1.3)
def turned_upright(g: Grid, toward: Literal["most"]) -> Grid:
    """The grid turned or mirrored so that most colour lies at the top left."""
    h, w = g.shape
    best = None
    for image in (g, g[::-1], g[:, ::-1], g[::-1, ::-1]):
        weight = ((image > 0) * (np.arange(h, 0, -1)[:, None] + np.arange(w, 0, -1)[None, :])).sum()
        if best is None or weight > best[0]:
            best = (weight, image)
    return best[1]


@primitive(1.3)
def reflected_about(g: Grid, colour: Palette, how: Literal["across", "down", "both", "turned"]) -> Grid:
    """The grid overlaid with its mirror images about the middle of all cells of one colour."""
    rows, columns = np.nonzero(g == colour)
    i, j = np.indices(g.shape)
    top, left = rows.min() + rows.max(), columns.min() + columns.max()
    images = {"across": [(i, left - j)], "down": [(top - i, j)], "both": [(i, left - j), (top - i, j), (top - i, left - j)],
              "turned": [((top + left) // 2 - j, i + (left - top) // 2), (j + (top - left) // 2, (top + left) // 2 - i),
                         (top - i, left - j)]}[how]
    out = g.copy()
    for r, c in images:
        inside = (r >= 0) & (r < g.shape[0]) & (c >= 0) & (c < g.shape[1])
        image = np.where(inside, g[np.clip(r, 0, g.shape[0] - 1), np.clip(c, 0, g.shape[1] - 1)], 0)
        out = np.where(out == 0, image, out)
    return out


@primitive(1.2)
def padded(g: Grid, ratio: Ratio, corner: Literal[0, 1, 2, 3]) -> Grid:
    """The grid in a corner of a larger blank one, as many times its size as the output is."""
    h, w = g.shape[0] * ratio[0], g.shape[1] * ratio[1]
    if max(h, w) > 30:
        raise ValueError("too large")
    out = np.zeros((h, w), dtype=int)
    top, left = (0 if corner < 2 else h - g.shape[0]), (0 if corner % 2 == 0 else w - g.shape[1])
    out[top:top + g.shape[0], left:left + g.shape[1]] = g
    return out


@primitive(1.3)
def from_colour(g: Grid, colour: Palette, end: Literal[0, -1], how: Literal["rows", "columns"]) -> Plane:
    """How many rows (or columns) a cell lies after the first (or last) cell of a colour, plus one; 0 before it."""
    index = np.flatnonzero((g == colour).any(1 if how == "rows" else 0))[end]
    return np.maximum(np.indices(g.shape)[0 if how == "rows" else 1] - index + 1, 0)


@primitive(1.4)
def from_colour_mod(g: Grid, colour: Palette, n: Literal[2, 3, 4], how: Literal["rows", "columns"]) -> Plane:
    """How many rows (or columns) a cell lies from the first cell of a colour, modulo n, plus one; 0 before it."""
    index = np.flatnonzero((g == colour).any(1 if how == "rows" else 0))[0]
    steps = np.indices(g.shape)[0 if how == "rows" else 1] - index
    return np.where(steps < 0, 0, steps % n + 1)


@primitive(1.5)
def side_of_diagonal(g: Grid, colour: Palette, end: Literal[0, -1], way: Literal[-1, 1]) -> Plane:
    """1 on the diagonal through the first (or last) cell of a colour in reading order, 0 and 2 on its sides."""
    r, c = np.argwhere(g == colour)[end]
    i, j = np.indices(g.shape)
    return np.sign(i - r + way * (j - c)) + 1


@primitive(1.3)
def through_middle(o: Objects) -> Plane:
    """1 on rows through an object's middle, 2 on such columns, 3 on both."""
    rows, columns = np.zeros(o[1].shape[0], dtype=int), np.zeros(o[1].shape[1], dtype=int)
    for s in ndimage.find_objects(o[1]):
        rows[(s[0].start + s[0].stop - 1) // 2] = 1
        columns[(s[1].start + s[1].stop - 1) // 2] = 2
    return rows[:, None] + columns[None, :]


@primitive(1.3)
def in_line_with(o: Objects) -> Plane:
    """1 on rows that some object reaches, 2 on such columns, 3 on both."""
    m = o[1] > 0
    return m.any(1)[:, None] * 1 + m.any(0)[None, :] * 2
