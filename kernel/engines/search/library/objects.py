"""Objects: how a grid falls into them, what is known of each, and which are kept, cut out or painted."""
from typing import Literal

import numpy as np
from scipy import ndimage

from kernel.engines.search.kinds import Grid, Numbers, Objects, Palette, Plane, View, primitive
from kernel.engines.search.library.cells import edge_of


def in_order(labels):
    """The same labels, numbered by where an object's first cell stands in reading order."""
    found, first = np.unique(labels, return_index=True)
    table = np.zeros(labels.max() + 1, dtype=int)
    table[[v for _, v in sorted(zip(first, found)) if v > 0]] = np.arange(1, (found > 0).sum() + 1)
    return table[labels]


def at_least_one(g, labels):
    """The objects, of which there is at least one."""
    if labels.max() == 0 or labels.max() > 120:
        raise ValueError("no objects, or too many")
    return g, labels


@primitive(0.6)
def components(g: Grid, touching: Literal["side", "corner"]) -> Objects:
    """Connected cells of one colour each; background is no object."""
    links = np.ones((3, 3)) if touching == "corner" else None
    labels = np.zeros(g.shape, dtype=int)
    for colour in np.unique(g):
        if colour > 0:
            part, n = ndimage.label(g == colour, links)
            labels = np.where(part > 0, part + labels.max(), labels)
    return at_least_one(g, in_order(labels))


@primitive(0.7)
def clusters(g: Grid, touching: Literal["side", "corner"]) -> Objects:
    """Connected cells that are not background, whatever their colours."""
    labels, n = ndimage.label(g > 0, np.ones((3, 3)) if touching == "corner" else None)
    return at_least_one(g, in_order(labels))


@primitive(0.9)
def blank_regions(g: Grid) -> Objects:
    """Connected cells of background."""
    labels, n = ndimage.label(g == 0)
    return at_least_one(g, labels)


@primitive(1.0)
def regions(g: Grid) -> Objects:
    """Connected cells of one colour each, background among them."""
    labels = np.zeros(g.shape, dtype=int)
    for colour in np.unique(g):
        part, n = ndimage.label(g == colour)
        labels = np.where(part > 0, part + labels.max(), labels)
    return at_least_one(g, in_order(labels))


@primitive(0.9)
def by_colour(g: Grid) -> Objects:
    """All cells of one colour are one object."""
    return at_least_one(g, in_order(np.where(g > 0, g, 0)))


@primitive(1.2)
def near_clusters(g: Grid) -> Objects:
    """Coloured cells at most two steps from each other belong together."""
    labels, n = ndimage.label(ndimage.binary_dilation(g > 0, np.ones((3, 3))))
    return at_least_one(g, in_order(np.where(g > 0, labels, 0)))


@primitive(1.2)
def clusters_without_common(g: Grid) -> Objects:
    """Connected cells of any colour but background and the most common other colour."""
    common = np.bincount(g[g > 0]).argmax()
    labels, n = ndimage.label((g > 0) & (g != common), np.ones((3, 3)))
    return at_least_one(g, labels)


@primitive(1.1)
def boxes_at_lines(g: Grid) -> Objects:
    """The areas between full lines of one colour that cross the whole grid."""
    for colour in [c for c in np.unique(g) if c > 0]:
        rows, columns = (g == colour).all(1), (g == colour).all(0)
        if rows.any() or columns.any():
            labels, n = ndimage.label(~rows[:, None] & ~columns[None, :])
            return at_least_one(g, labels)
    raise ValueError("no line")


@primitive(0.3)
def size(o: Objects) -> Numbers:
    """Cells of each object."""
    return np.bincount(o[1].ravel(), minlength=2)[1:]


@primitive(0.4)
def height(o: Objects) -> Numbers:
    return np.array([s[0].stop - s[0].start for s in ndimage.find_objects(o[1])])


@primitive(0.4)
def width(o: Objects) -> Numbers:
    return np.array([s[1].stop - s[1].start for s in ndimage.find_objects(o[1])])


@primitive(0.4)
def longer_side(o: Objects) -> Numbers:
    return np.array([max(s[0].stop - s[0].start, s[1].stop - s[1].start) for s in ndimage.find_objects(o[1])])


@primitive(0.5)
def upright(o: Objects) -> Numbers:
    """2 where an object is higher than wide, 1 where it is square, 0 where it is wider than high."""
    spans = [(s[0].stop - s[0].start, s[1].stop - s[1].start) for s in ndimage.find_objects(o[1])]
    return np.array([1 + (h > w) - (h < w) for h, w in spans])


@primitive(0.4)
def colour(o: Objects) -> Numbers:
    """The most common colour of each object."""
    g, labels = o
    return np.array([np.bincount(g[labels == i + 1]).argmax() for i in range(labels.max())])


@primitive(0.5)
def colours_in(o: Objects) -> Numbers:
    """How many colours each object has."""
    g, labels = o
    return np.array([len(np.unique(g[labels == i + 1])) for i in range(labels.max())])


@primitive(0.5)
def minority_size(o: Objects) -> Numbers:
    """Cells of each object that do not have its most common colour."""
    g, labels = o
    return np.array([(lambda b: b.sum() - b.max())(np.bincount(g[labels == i + 1])) for i in range(labels.max())])


@primitive(0.5)
def minority_colour(o: Objects) -> Numbers:
    """The second most common colour in each object's bounding box, background aside; 0 where there is none."""
    g, labels = o
    out = []
    for i, s in enumerate(ndimage.find_objects(labels)):
        counts = np.bincount(g[s].ravel(), minlength=10)
        counts[0] = 0
        counts[np.bincount(g[labels == i + 1]).argmax()] = 0
        out.append(counts.argmax())
    return np.array(out)


@primitive(0.5)
def blanks_in_box(o: Objects) -> Numbers:
    """Cells of each bounding box that are not the object's."""
    return np.array([(o[1][s] != i + 1).sum() for i, s in enumerate(ndimage.find_objects(o[1]))])


@primitive(0.5)
def holes(o: Objects) -> Numbers:
    """How many enclosed holes each object has."""
    out = []
    for i, s in enumerate(ndimage.find_objects(o[1])):
        outside = np.ones((s[0].stop - s[0].start + 2, s[1].stop - s[1].start + 2), dtype=int)
        outside[1:-1, 1:-1] = o[1][s] != i + 1
        out.append(ndimage.label(outside)[1] - 1)
    return np.array(out)


@primitive(0.5)
def is_mirrored(o: Objects) -> Numbers:
    """For each object 1 for left-right symmetry, plus 2 for up-down symmetry, of what its bounding box shows."""
    boxes = [np.where(o[1][s] == i + 1, o[0][s], 0) for i, s in enumerate(ndimage.find_objects(o[1]))]
    return np.array([(b == b[:, ::-1]).all() * 1 + (b == b[::-1]).all() * 2 for b in boxes])


@primitive(0.5)
def touches_edge(o: Objects) -> Numbers:
    """1 for objects that reach the edge of the grid."""
    labels = o[1]
    return np.isin(np.arange(1, labels.max() + 1), edge_of(labels)) * 1


@primitive(0.5)
def same_shape(o: Objects) -> Numbers:
    """How many objects have the same cells within their box as this one, whatever the colour."""
    shapes = [(o[1][s] == i + 1) for i, s in enumerate(ndimage.find_objects(o[1]))]
    keys = [(m.shape, m.tobytes()) for m in shapes]
    return np.array([keys.count(k) for k in keys])


@primitive(0.6)
def same_shape_turned(o: Objects) -> Numbers:
    """How many objects have the same shape as this one, turned or mirrored, whatever the colour."""
    keys = []
    for i, s in enumerate(ndimage.find_objects(o[1])):
        m = o[1][s] == i + 1
        keys.append(min((v.shape, v.tobytes()) for x in (m, m.T) for v in (x, x[::-1], x[:, ::-1], x[::-1, ::-1])))
    return np.array([keys.count(k) for k in keys])


@primitive(0.5)
def same_picture(o: Objects) -> Numbers:
    """How many objects look the same as this one, colours included."""
    boxes = [np.where(o[1][s] == i + 1, o[0][s], 0) for i, s in enumerate(ndimage.find_objects(o[1]))]
    keys = [(b.shape, b.tobytes()) for b in boxes]
    return np.array([keys.count(k) for k in keys])


@primitive(0.5)
def same_colour(o: Objects) -> Numbers:
    """How many objects have this one's colour."""
    g, labels = o
    colours = [g[labels == i + 1][0] for i in range(labels.max())]
    return np.array([colours.count(c) for c in colours])


@primitive(0.5)
def top(o: Objects) -> Numbers:
    """Row of each object's highest cell."""
    return np.array([s[0].start for s in ndimage.find_objects(o[1])])


@primitive(0.5)
def left(o: Objects) -> Numbers:
    """Column of each object's leftmost cell."""
    return np.array([s[1].start for s in ndimage.find_objects(o[1])])


@primitive(0.6)
def neighbours_around(o: Objects) -> Numbers:
    """The colour most seen beside each object, background included."""
    g, labels = o
    out = []
    for i in range(labels.max()):
        m = labels == i + 1
        around = g[ndimage.binary_dilation(m) & ~m]
        out.append(np.bincount(around).argmax() if len(around) else 0)
    return np.array(out)


@primitive(0.6)
def is_box(o: Objects) -> Numbers:
    """2 for objects that fill their box (1 when the box is one cell thick), 0 for others."""
    out = []
    for i, s in enumerate(ndimage.find_objects(o[1])):
        m = o[1][s] == i + 1
        out.append((2 if min(m.shape) > 1 else 1) if m.all() else 0)
    return np.array(out)


@primitive(0.5)
def count_of(o: Objects, colour: Palette) -> Numbers:
    """How many cells of a colour each object's box shows."""
    return np.array([(o[0][s] == colour).sum() for s in ndimage.find_objects(o[1])])


@primitive(0.5)
def spread(n: Numbers, o: Objects) -> Plane:
    """Every cell of an object gets the object's number plus one, others 0 (numbers over 30 count as 30)."""
    return np.concatenate([[0], np.clip(n, 0, 30) + 1])[o[1]]


@primitive(0.5)
def ranked(n: Numbers, o: Objects, order: Literal[-1, 1]) -> Plane:
    """Every cell of an object gets 1 plus how many different numbers are smaller (or larger) than the object's."""
    distinct = np.unique(n * order)
    return np.concatenate([[0], np.searchsorted(distinct, n * order) + 1])[o[1]]


@primitive(0.5)
def extreme(n: Numbers, o: Objects) -> Plane:
    """On objects: 3 for the one with the largest number, 2 for the one with the smallest, 1 for others; 0 elsewhere."""
    marks = np.where(n == n.max(), 3, np.where(n == n.min(), 2, 1))
    return np.concatenate([[0], marks])[o[1]]


@primitive(0.6)
def paint(n: Numbers, o: Objects) -> View:
    """Every object painted in its number as a colour, on background."""
    if n.max() > 9:
        raise ValueError("not a colour")
    return np.concatenate([[0], n])[o[1]]


@primitive(0.8)
def choose(n: Numbers, o: Objects, which: Literal["largest", "smallest", "odd", "common"]) -> Objects:
    """The object (or objects) with the largest number, the smallest, one that is unique, or the most common one."""
    g, labels = o
    values, counts = np.unique(n, return_counts=True)
    if len(values) < 2:
        raise ValueError("all are alike")
    if which == "odd":
        if (counts == 1).sum() != 1:
            raise ValueError("not one odd one out")
        chosen = values[counts == 1][0]
    elif which == "common":
        chosen = values[counts.argmax()]
    else:
        chosen = values[-1] if which == "largest" else values[0]
    keep = np.concatenate([[False], n == chosen])
    return g, in_order(np.where(keep[labels], labels, 0))


@primitive(0.9)
def only(n: Numbers, o: Objects, value: Literal[0, 1, 2, 3]) -> Objects:
    """The objects with this number."""
    keep = np.concatenate([[False], n == value])
    if not keep.any() or keep[1:].all():
        raise ValueError("none or all")
    return o[0], in_order(np.where(keep[o[1]], o[1], 0))


@primitive(0.6)
def cut_out(o: Objects) -> Grid:
    """What the grid shows in the box around all objects."""
    s = ndimage.find_objects((o[1] > 0) * 1)[0]
    return o[0][s]


@primitive(0.8)
def cut_out_alone(o: Objects) -> Grid:
    """The objects alone, on background, in the box around them."""
    s = ndimage.find_objects((o[1] > 0) * 1)[0]
    return np.where(o[1][s] > 0, o[0][s], 0)


@primitive(0.8)
def cut_out_first(o: Objects) -> Grid:
    """The box of the first object in reading order, of several."""
    if o[1].max() < 2:
        raise ValueError("only one")
    return o[0][ndimage.find_objects(o[1])[0]]


@primitive(1.1)
def cut_around(o: Objects) -> Grid:
    """The box around all objects and one cell more on each side."""
    s = ndimage.find_objects((o[1] > 0) * 1)[0]
    return o[0][max(0, s[0].start - 1):s[0].stop + 1, max(0, s[1].start - 1):s[1].stop + 1]


@primitive(1.1)
def cut_inside(o: Objects) -> Grid:
    """What the grid shows within the frame of the objects' box."""
    s = ndimage.find_objects((o[1] > 0) * 1)[0]
    return o[0][s][1:-1, 1:-1]


@primitive(0.8)
def keep(o: Objects) -> Grid:
    """Only the objects, where they stand."""
    return np.where(o[1] > 0, o[0], 0)


@primitive(1.0)
def erase(o: Objects) -> Grid:
    """The grid without the objects."""
    return np.where(o[1] > 0, 0, o[0])


@primitive(0.9)
def areas_without(g: Grid, wall: Palette) -> Objects:
    """Connected cells of any colour but one."""
    labels, n = ndimage.label(g != wall)
    if n < 2:
        raise ValueError("one area")
    return at_least_one(g, labels)


@primitive(1.0)
def blocks_between_blanks(g: Grid) -> Objects:
    """The rectangles of coloured cells that fully blank rows and columns separate."""
    rows, columns = (g > 0).any(1), (g > 0).any(0)
    labels, n = ndimage.label(rows[:, None] & columns[None, :])
    return at_least_one(g, labels)


@primitive(1.0)
def rectangles(g: Grid) -> Objects:
    """Connected cells of one colour (background too) that fill their box, of at least 2 x 2 cells."""
    labels, kept = np.zeros(g.shape, dtype=int), 0
    for colour in np.unique(g):
        part, n = ndimage.label(g == colour)
        for i, s in enumerate(ndimage.find_objects(part)):
            if min(part[s].shape) > 1 and (part[s] == i + 1).all():
                kept += 1
                labels[s] = kept
    return at_least_one(g, labels)
