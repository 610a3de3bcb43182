"""Colours: which are there, which stay, which change; and colours that the input decides."""
from typing import Literal

import numpy as np

from kernel.engines.search.kinds import Colour, Grid, Objects, Palette, Plane, View, primitive


@primitive()
def keep_colour(g: Grid, colour: Palette) -> Grid:
    """All but one colour become background."""
    return np.where(g == colour, g, 0)


@primitive()
def remove_colour(g: Grid, colour: Palette) -> Grid:
    return np.where(g == colour, 0, g)


@primitive(1.2)
def keep_ranked(g: Grid, rank: Literal[0, 1, -1]) -> Grid:
    """Only the most common colour stays, or the second, or the rarest (background aside)."""
    counts = np.bincount(g[g > 0], minlength=10)
    order = [c for c in np.argsort(-counts, kind="stable") if counts[c]]
    return np.where(g == order[rank], g, 0)


@primitive(1.2)
def remove_ranked(g: Grid, rank: Literal[0, -1]) -> Grid:
    """The most common colour or the rarest becomes background."""
    counts = np.bincount(g[g > 0], minlength=10)
    order = [c for c in np.argsort(-counts, kind="stable") if counts[c]]
    return np.where(g == order[rank], 0, g)


@primitive(1.2)
def swap_common(g: Grid) -> Grid:
    """The most common colour takes the place of background, and background its place."""
    common = np.bincount(g.ravel()).argmax()
    if common == 0:
        raise ValueError("background is the most common")
    return np.where(g == common, 0, np.where(g == 0, common, g))


@primitive(1.2)
def swap_two(g: Grid) -> Grid:
    """The two colours of a two-coloured grid change places."""
    a, b = [c for c in np.unique(g) if c > 0][:2] if len(np.unique(g)) > 2 else np.unique(g)
    return np.where(g == a, b, np.where(g == b, a, g))


@primitive(1.3)
def invert(g: Grid) -> Grid:
    """Background takes the one colour there is, which becomes background."""
    colours = [c for c in np.unique(g) if c > 0]
    if len(colours) != 1:
        raise ValueError("not one colour")
    return np.where(g == 0, colours[0], 0)


@primitive(1.0)
def most_common_colour(g: Grid) -> Colour:
    return int(np.bincount(g[g > 0]).argmax())


@primitive(1.2)
def rarest_colour(g: Grid) -> Colour:
    counts = np.bincount(g[g > 0])
    return int(np.where(counts == 0, 1000, counts).argmin())


@primitive(1.3)
def second_colour(g: Grid) -> Colour:
    """The second most common colour besides background."""
    counts = np.bincount(g[g > 0], minlength=10)
    order = np.argsort(-counts, kind="stable")
    if counts[order[1]] == 0:
        raise ValueError("only one colour")
    return int(order[1])


@primitive(1.3)
def colour_at(g: Grid, row: Literal[0, -1], column: Literal[0, -1]) -> Colour:
    """The colour of a corner."""
    return int(g[row, column])


@primitive(1.5)
def colour_in_middle(g: Grid) -> Colour:
    return int(g[g.shape[0] // 2, g.shape[1] // 2])


@primitive(1.4)
def commonest_of_all(g: Grid) -> Colour:
    """The most common colour, background included."""
    return int(np.bincount(g.ravel()).argmax())


@primitive(1.5)
def colour_with_most_objects(o: Objects) -> Colour:
    g, labels = o
    firsts = [g[labels == i + 1][0] for i in range(labels.max())]
    return int(np.bincount(firsts).argmax())


@primitive(1.2)
def colour_rank(g: Grid) -> Plane:
    """For each cell how many colours are more common than its own (background aside, which gets 9)."""
    counts = np.bincount(g[g > 0], minlength=10)
    counts[0] = 0
    rank = np.array([(counts > c).sum() for c in counts])
    rank[0] = 9
    return rank[g]


@primitive(1.2)
def colour_count(g: Grid) -> Plane:
    """For each cell how many cells have its colour (at most 20)."""
    return np.minimum(np.bincount(g.ravel(), minlength=10), 20)[g]


@primitive(1.3)
def how_many_colours(g: Grid) -> Plane:
    """The same number on every cell: how many colours besides background."""
    return np.full(g.shape, len(np.unique(g[g > 0])))


@primitive(1.4)
def is_symmetric(g: Grid) -> Plane:
    """The same number on every cell: 1 left-right, 2 up-down, 4 diagonal symmetry, added."""
    n = int((g == g[:, ::-1]).all()) + 2 * int((g == g[::-1]).all())
    if g.shape[0] == g.shape[1]:
        n += 4 * int((g == g.T).all())
    return np.full(g.shape, n)


@primitive(1.3)
def line_colour(g: Grid, axis: Literal[0, 1]) -> View:
    """Every cell takes the most common colour of its column (or row), background aside."""
    lines = g.T if axis == 0 else g
    best = np.array([np.bincount(line[line > 0]).argmax() if line.any() else 0 for line in lines])
    return np.tile(best, (g.shape[0], 1)) if axis == 0 else np.tile(best[:, None], (1, g.shape[1]))


@primitive(1.3)
def line_common(g: Grid, axis: Literal[0, 1]) -> View:
    """Every cell takes the most common colour of its column (or row), background included."""
    lines = g.T if axis == 0 else g
    best = np.array([np.bincount(line).argmax() for line in lines])
    return np.tile(best, (g.shape[0], 1)) if axis == 0 else np.tile(best[:, None], (1, g.shape[1]))


@primitive(1.2)
def line_count(g: Grid, axis: Literal[0, 1]) -> Plane:
    """For each cell how many cells of its column (or row) are not background."""
    n = (g > 0).sum(axis)
    return np.tile(n, (g.shape[0], 1)) if axis == 0 else np.tile(n[:, None], (1, g.shape[1]))


@primitive(1.3)
def line_uniform(g: Grid, axis: Literal[0, 1]) -> Plane:
    """1 where the column (or row) has one colour throughout, background or not."""
    same = (g == g[:1]).all(0) if axis == 0 else (g == g[:, :1]).all(1)
    return np.tile(same * 1, (g.shape[0], 1)) if axis == 0 else np.tile(same[:, None] * 1, (1, g.shape[1]))


@primitive(1.4)
def line_edge_colour(g: Grid, side: Literal[0, 1, 2, 3]) -> View:
    """Every cell takes the colour of the first row, last row, first column or last column in its line."""
    if side < 2:
        return np.tile(g[-side], (g.shape[0], 1))
    return np.tile(g[:, [2 - side]], (1, g.shape[1]))


@primitive(1.4)
def line_count_rank(g: Grid, axis: Literal[0, 1]) -> Plane:
    """For each cell how many columns (or rows) hold more colour than its own."""
    n = (g > 0).sum(axis)
    rank = (n[None, :] > n[:, None]).sum(1)
    return np.tile(rank, (g.shape[0], 1)) if axis == 0 else np.tile(rank[:, None], (1, g.shape[1]))
