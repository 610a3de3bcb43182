"""Inside and around objects: boxes, outlines, holes, enclosed regions, mirror images; and parts put together."""
from typing import Literal

import numpy as np
from scipy import ndimage

from kernel.engines.search.kinds import Colour, Grid, Numbers, Objects, Palette, Parts, Plane, Size, View, primitive
from kernel.engines.search.library.cells import edge_of, rings


@primitive(1.0)
def enclosed(g: Grid, touching: Literal["side", "corner"]) -> Plane:
    """1 on background that cannot reach the edge through background."""
    labels, n = ndimage.label(g == 0, np.ones((3, 3)) if touching == "corner" else None)
    return ((labels > 0) & ~np.isin(labels, edge_of(labels))) * 1


@primitive(1.2)
def enclosed_by(g: Grid, wall: Palette) -> Plane:
    """1 on cells that cannot reach the edge without crossing a colour."""
    labels, n = ndimage.label(g != wall)
    return ((labels > 0) & ~np.isin(labels, edge_of(labels))) * 1


@primitive(1.1)
def fill_holes(g: Grid) -> Grid:
    """Enclosed background takes the colour around it."""
    out = g.copy()
    labels, n = ndimage.label(g == 0)
    edge = set(edge_of(labels))
    for i in range(1, n + 1):
        if i not in edge:
            around = ndimage.binary_dilation(labels == i) & (labels != i)
            out[labels == i] = np.bincount(g[around]).argmax()
    return out


@primitive(1.2)
def box_place(o: Objects) -> Plane:
    """Where in its object's box a cell stands: 4 at a corner, 3 on the edge, 2 next to the edge, 1 deeper; 0 outside."""
    out = np.zeros(o[1].shape, dtype=int)
    for s in ndimage.find_objects(o[1]):
        h, w = s[0].stop - s[0].start, s[1].stop - s[1].start
        ring = rings(h, w)
        place = np.where(ring == 0, 3, np.where(ring == 1, 2, 1))
        place[[0, 0, -1, -1], [0, -1, 0, -1]] = 4
        out[s] = np.maximum(out[s], place)
    return out


@primitive(1.2)
def box_ring(o: Objects) -> Plane:
    """1 plus the number of cells between a cell and the edge of its object's box; 0 outside."""
    out = np.zeros(o[1].shape, dtype=int)
    for s in ndimage.find_objects(o[1]):
        h, w = s[0].stop - s[0].start, s[1].stop - s[1].start
        out[s] = rings(h, w) + 1
    return out


@primitive(1.3)
def box_row(o: Objects, axis: Literal[0, 1], end: Literal[0, 1]) -> Plane:
    """1 plus the row (or column) of a cell within its object's box, from the start or from the end; 0 outside."""
    out = np.zeros(o[1].shape, dtype=int)
    for s in ndimage.find_objects(o[1]):
        i = np.indices((s[0].stop - s[0].start, s[1].stop - s[1].start))[axis]
        out[s] = (i if end == 0 else i.max() - i) + 1
    return out


@primitive(1.4)
def box_middle(o: Objects) -> Plane:
    """1 in the middle row or column of an object's box, 2 where they cross, 0 elsewhere."""
    out = np.zeros(o[1].shape, dtype=int)
    for s in ndimage.find_objects(o[1]):
        h, w = s[0].stop - s[0].start, s[1].stop - s[1].start
        i, j = np.indices((h, w))
        out[s] = ((2 * i == h - 1) | (2 * i == h) & (h % 2 == 0)) * 1 + ((2 * j == w - 1) | (2 * j == w) & (w % 2 == 0)) * 1
    return out


@primitive(1.2)
def box_number(n: Numbers, o: Objects) -> Plane:
    """Every cell of an object's box gets the object's number plus one, other cells 0."""
    out = np.zeros(o[1].shape, dtype=int)
    for i, s in enumerate(ndimage.find_objects(o[1])):
        out[s] = min(n[i], 30) + 1
    return out


@primitive(1.1)
def box_colour(o: Objects) -> View:
    """Every cell of an object's box takes the object's most common colour."""
    out = np.zeros(o[1].shape, dtype=int)
    for i, s in enumerate(ndimage.find_objects(o[1])):
        out[s] = np.bincount(o[0][o[1] == i + 1]).argmax()
    return out


@primitive(1.3)
def minority_of(o: Objects) -> View:
    """Every cell of an object takes the rarest colour in the object."""
    table = [0]
    for i in range(o[1].max()):
        counts = np.bincount(o[0][o[1] == i + 1])
        table.append(np.where(counts == 0, 1000, counts).argmin())
    return np.array(table)[o[1]]


@primitive(1.3)
def box_minority(o: Objects) -> View:
    """Every cell of an object's box takes the rarest colour in the box, background aside."""
    out = np.zeros(o[1].shape, dtype=int)
    for s in ndimage.find_objects(o[1]):
        counts = np.bincount(o[0][s].ravel(), minlength=10)
        counts[0] = 0
        out[s] = np.where(counts == 0, 1000, counts).argmin()
    return out


@primitive(1.1)
def around(o: Objects, corners: Literal[0, 1]) -> Plane:
    """1 beside an object (corners counted or not), outside it."""
    m = o[1] > 0
    return (ndimage.binary_dilation(m, np.ones((3, 3)) if corners else None) & ~m) * 1


@primitive(1.2)
def around_colour(o: Objects, corners: Literal[0, 1]) -> View:
    """Beside an object its colour, on it its own cells."""
    out = np.where(o[1] > 0, o[0], 0)
    links = np.ones((3, 3)) if corners else None
    for i in range(o[1].max()):
        m = o[1] == i + 1
        out = np.where((out == 0) & ndimage.binary_dilation(m, links), np.bincount(o[0][m]).argmax(), out)
    return out


@primitive(1.2)
def inner(o: Objects, corners: Literal[0, 1]) -> Plane:
    """On objects 2 where all neighbours are the same object's, 1 at its border; 0 elsewhere."""
    labels = o[1]
    links = np.ones((3, 3)) if corners else None
    out = (labels > 0) * 1
    for i in range(labels.max()):
        out += ndimage.binary_erosion(labels == i + 1, links)
    return out


@primitive(1.3)
def mirrored_in_box(o: Objects, how: Literal["across", "down", "turned"]) -> View:
    """Each object mirrored or turned by half within its own box."""
    out = np.where(o[1] > 0, 0, o[0])
    for i, s in enumerate(ndimage.find_objects(o[1])):
        box = np.where(o[1][s] == i + 1, o[0][s], 0)
        image = box[:, ::-1] if how == "across" else box[::-1] if how == "down" else box[::-1, ::-1]
        out[s] = np.where(image > 0, image, out[s])
    return out


@primitive(1.3)
def completed_in_box(o: Objects, how: Literal["across", "down", "both", "turned"]) -> View:
    """Each object overlaid with its own mirror images within its box."""
    out = o[0].copy()
    for i, s in enumerate(ndimage.find_objects(o[1])):
        box = np.where(o[1][s] == i + 1, o[0][s], 0)
        if how == "turned":
            if box.shape[0] != box.shape[1]:
                raise ValueError("not square")
            images = [np.rot90(box, k) for k in (1, 2, 3)]
        else:
            images = {"across": [box[:, ::-1]], "down": [box[::-1]],
                      "both": [box[:, ::-1], box[::-1], box[::-1, ::-1]]}[how]
        for image in images:
            out[s] = np.where(out[s] == 0, image, out[s])
    return out


@primitive(1.2)
def moved_to_edge(o: Objects, direction: Literal[0, 1, 2, 3]) -> View:
    """Each object slides as a whole up, down, left or right until an object or the edge stops it."""
    dr, dc = [(-1, 0), (1, 0), (0, -1), (0, 1)][direction]
    g, labels = o
    out = np.where(labels > 0, 0, g)
    cells = [np.argwhere(labels == i + 1) for i in range(labels.max())]
    for own in sorted(cells, key=lambda c: -(c @ [dr, dc]).max()):
        colours = g[own[:, 0], own[:, 1]]
        moved = own
        while True:
            step = moved + [dr, dc]
            if (step < 0).any() or (step >= g.shape).any() or out[step[:, 0], step[:, 1]].any():
                break
            moved = step
        out[moved[:, 0], moved[:, 1]] = colours
    return out


@primitive(1.4)
def shifted_by_height(o: Objects, direction: Literal[0, 1, 2, 3]) -> View:
    """Each object moves up, down, left or right by its own height (or width)."""
    g, labels = o
    out = np.where(labels > 0, 0, g)
    for i, s in enumerate(ndimage.find_objects(labels)):
        h, w = s[0].stop - s[0].start, s[1].stop - s[1].start
        dr, dc = [(-h, 0), (h, 0), (0, -w), (0, w)][direction]
        own = np.argwhere(labels == i + 1)
        moved = own + [dr, dc]
        inside = ((moved >= 0) & (moved < g.shape)).all(1)
        out[moved[inside, 0], moved[inside, 1]] = g[own[inside, 0], own[inside, 1]]
    return out


@primitive(1.0)
def pieces(o: Objects) -> Parts:
    """What each object's box shows, one grid an object."""
    return [o[0][s] for s in ndimage.find_objects(o[1])]


@primitive(1.1)
def pieces_alone(o: Objects) -> Parts:
    """Each object alone in its box, one grid an object."""
    return [np.where(o[1][s] == i + 1, o[0][s], 0) for i, s in enumerate(ndimage.find_objects(o[1]))]


@primitive(0.8)
def part(p: Parts, index: Literal[0, 1, 2, 3, -1]) -> Grid:
    if len(p) < 2 or len(p) > 9:
        raise ValueError("not a few")
    return p[index]


@primitive(1.0)
def part_with(p: Parts, what: Literal["cells", "colours", "symmetry", "rarest", "alike"],
              which: Literal["most", "least"]) -> Grid:
    """The part with the most or the least: coloured cells, colours, symmetries; of the rarest colour; equal to others."""
    if len(p) < 2:
        raise ValueError("only one")
    if what == "cells":
        scores = [(x > 0).sum() for x in p]
    elif what == "colours":
        scores = [len(np.unique(x)) for x in p]
    elif what == "symmetry":
        scores = [int((x == x[:, ::-1]).all()) + int((x == x[::-1]).all()) for x in p]
    elif what == "rarest":
        total = np.bincount(np.concatenate([x.ravel() for x in p]), minlength=10)
        rare = np.where((total == 0) | (np.arange(10) == 0), 10000, total).argmin()
        scores = [(x == rare).sum() for x in p]
    else:
        scores = [sum(x.shape == y.shape and (x == y).all() for y in p) for x in p]
    order = np.argsort(scores, kind="stable")
    if scores[order[-1]] == scores[order[-2]] if which == "most" else scores[order[0]] == scores[order[1]]:
        if what != "alike":
            raise ValueError("a tie")
    return p[order[-1] if which == "most" else order[0]]


@primitive(1.0)
def overlaid(p: Parts, order: Literal[-1, 1]) -> Grid:
    """All parts on top of each other, background transparent."""
    out = p[0] * 0
    for x in p[::order]:
        if x.shape != out.shape:
            raise ValueError("of different shapes")
        out = np.where(out == 0, x, out)
    return out


@primitive(1.2)
def stacked(p: Parts, axis: Literal[0, 1], order: Literal["given", "size", "width"]) -> Grid:
    """All parts below (or beside) each other, as they come or by their coloured cells or widths."""
    if order == "size":
        p = sorted(p, key=lambda x: -int((x > 0).sum()))
    if order == "width":
        p = sorted(p, key=lambda x: x.shape[1 - axis])
    return np.concatenate(p, axis)


@primitive(1.1)
def summary(p: Parts, size: Size, how: Literal["most", "any", "full", "count"]) -> View:
    """One cell a part, laid out as the output: its most common colour, any colour, its colour if uniform, or how many
    coloured cells it has."""
    if len(p) != size[0] * size[1]:
        raise ValueError("not as many parts as cells")
    cells = [np.bincount(x.ravel()).argmax() if how == "most" else x.max() if how == "any" else
             (x.max() if (x == x.max()).all() else 0) if how == "full" else min((x > 0).sum(), 9) for x in p]
    return np.array(cells).reshape(size)


@primitive(1.3)
def bar(o: Objects, axis: Literal[0, 1]) -> Grid:
    """A line with one cell an object, in the objects' colours, in reading order."""
    colours = np.array([o[0][o[1] == i + 1][0] for i in range(o[1].max())])
    return colours[None, :] if axis == 1 else colours[:, None]


@primitive(1.3)
def bar_sorted(n: Numbers, o: Objects, axis: Literal[0, 1], order: Literal[-1, 1]) -> Grid:
    """A line with one cell an object, in the objects' colours, ordered by their numbers."""
    colours = np.array([o[0][o[1] == i + 1][0] for i in range(o[1].max())])
    colours = colours[np.argsort(n * order, kind="stable")]
    return colours[None, :] if axis == 1 else colours[:, None]


@primitive(1.4)
def bars(n: Numbers, o: Objects, order: Literal[-1, 1], axis: Literal[0, 1]) -> Grid:
    """One row an object, ordered by number, as many cells of its colour as the number says; the longest sets the width."""
    if n.max() > 30 or n.min() < 0:
        raise ValueError("too long")
    out = np.zeros((len(n), n.max()), dtype=int)
    for row, i in enumerate(np.argsort(n * order, kind="stable")):
        out[row, :n[i]] = o[0][o[1] == i + 1][0]
    return out if axis == 1 else out.T


@primitive(1.3)
def counted(o: Objects, size: Size) -> View:
    """As many coloured cells, in reading order, as there are objects, on a grid of the output's size."""
    n = min(int(o[1].max()), size[0] * size[1])
    return (np.arange(size[0] * size[1]) < n).reshape(size) * np.bincount(o[0][o[1] > 0]).argmax()


@primitive(1.3)
def number_of(o: Objects, size: Size) -> Plane:
    """How many objects there are, on every cell of a grid of the output's size."""
    return np.full(size, o[1].max())


@primitive(1.2)
def one_cell(c: Colour) -> View:
    """A grid of one cell in a colour."""
    return np.array([[c]])


@primitive(1.2)
def filled(c: Colour, size: Size) -> View:
    """A grid of the output's size in one colour."""
    return np.full(size, c)


@primitive(1.5)
def square_of_count(o: Objects, c: Colour) -> Grid:
    """A square in a colour with a side of as many cells as there are objects."""
    n = int(o[1].max())
    return np.full((n, n), c)


@primitive(1.5)
def diagonal_of_count(o: Objects, c: Colour) -> Grid:
    """A square with a diagonal in a colour, as long as there are objects."""
    return np.eye(int(o[1].max()), dtype=int) * c


@primitive(1.5)
def line_of_count(o: Objects, c: Colour, axis: Literal[0, 1]) -> Grid:
    """A line in a colour as long as there are objects."""
    n = int(o[1].max())
    return np.full((1, n) if axis == 1 else (n, 1), c)
