"""Where a cell stands, and what stands around it."""
from typing import Literal

import numpy as np
from scipy import ndimage

from kernel.engines.search.kinds import Grid, Palette, Plane, Ratio, View, primitive
from kernel.engines.search.library.cells import rings, seen_at


@primitive(1.2)
def row_mod(g: Grid, n: Literal[2, 3, 4], end: Literal[0, 1]) -> Plane:
    """Row number modulo n, counted from the top or from the bottom."""
    i = np.indices(g.shape)[0]
    return (i if end == 0 else g.shape[0] - 1 - i) % n


@primitive(1.2)
def column_mod(g: Grid, n: Literal[2, 3, 4], end: Literal[0, 1]) -> Plane:
    """Column number modulo n, counted from the left or from the right."""
    j = np.indices(g.shape)[1]
    return (j if end == 0 else g.shape[1] - 1 - j) % n


@primitive(1.2)
def checker(g: Grid, n: Literal[2, 3, 4], way: Literal[-1, 1]) -> Plane:
    """Diagonal stripes: row plus (or minus) column, modulo n."""
    i, j = np.indices(g.shape)
    return (i + way * j) % n


@primitive(1.3)
def row_from(g: Grid, end: Literal[0, 1]) -> Plane:
    """Row number, counted from the top or from the bottom."""
    i = np.indices(g.shape)[0]
    return i if end == 0 else g.shape[0] - 1 - i


@primitive(1.3)
def column_from(g: Grid, end: Literal[0, 1]) -> Plane:
    """Column number, counted from the left or from the right."""
    j = np.indices(g.shape)[1]
    return j if end == 0 else g.shape[1] - 1 - j


@primitive(1.3)
def ring(g: Grid) -> Plane:
    """How many cells lie between a cell and the nearest edge."""
    return rings(*g.shape)



@primitive(1.3)
def diagonal(g: Grid) -> Plane:
    """1 on the main diagonal, 2 on the other, 3 on both."""
    i, j = np.indices(g.shape)
    return (i == j) * 1 + (i + j == g.shape[1] - 1) * 2


@primitive(1.2)
def block_row(g: Grid, ratio: Ratio) -> Plane:
    """In which of the blocks that make up the grid a cell stands, counted downwards."""
    return np.indices(g.shape)[0] * ratio[0] // g.shape[0]


@primitive(1.2)
def block_column(g: Grid, ratio: Ratio) -> Plane:
    """In which of the blocks that make up the grid a cell stands, counted to the right."""
    return np.indices(g.shape)[1] * ratio[1] // g.shape[1]


@primitive(1.2)
def neighbour(g: Grid, rows: Literal[-1, 0, 1], columns: Literal[-1, 0, 1]) -> View:
    """The colour of the next cell in a direction (background outside)."""
    return seen_at(g, rows, columns)



@primitive(1.2)
def neighbours_coloured(g: Grid, corners: Literal[0, 1, 2]) -> Plane:
    """How many of the 4 neighbours (of all 8; of the 4 at the corners) are not background."""
    return ndimage.convolve((g > 0) * 1, neighbour_weights(corners), mode="constant")


@primitive(1.3)
def neighbours_of(g: Grid, colour: Palette, corners: Literal[0, 1, 2]) -> Plane:
    """How many of the 4 neighbours (of all 8; of the 4 at the corners) have a colour."""
    return ndimage.convolve((g == colour) * 1, neighbour_weights(corners), mode="constant")


@primitive(1.3)
def neighbours_alike(g: Grid, corners: Literal[0, 1]) -> Plane:
    """How many of the 4 neighbours (or all 8) have the cell's own colour."""
    weights = neighbour_weights(corners)
    return sum((g == c) * ndimage.convolve((g == c) * 1, weights, mode="constant") for c in np.unique(g))


def neighbour_weights(corners):
    """Which neighbours count: 0 the four beside, 1 all eight, 2 the four at the corners."""
    beside, corner = (corners < 2) * 1, (corners > 0) * 1
    return np.array([[corner, beside, corner], [beside, 0, beside], [corner, beside, corner]])


@primitive(1.3)
def nearby_colour(g: Grid, corners: Literal[0, 1, 2]) -> View:
    """The highest colour among the neighbours of a cell."""
    padded = np.zeros((g.shape[0] + 2, g.shape[1] + 2), dtype=int)
    padded[1:-1, 1:-1] = g
    best = np.zeros(g.shape, dtype=int)
    for i in range(3):
        for j in range(3):
            if (i, j) != (1, 1) and (corners == 1 or ((i == 1) != (j == 1)) == (corners == 0)):
                best = np.maximum(best, padded[i:i + g.shape[0], j:j + g.shape[1]])
    return best


@primitive(1.3)
def distance(g: Grid, metric: Literal["chessboard", "taxicab"]) -> Plane:
    """Steps to the nearest cell that is not background (at most 9)."""
    if not g.any():
        raise ValueError("nothing to be near to")
    return np.minimum(ndimage.distance_transform_cdt(g == 0, metric), 9)


@primitive(1.5)
def distance_mod(g: Grid, metric: Literal["chessboard", "taxicab"], n: Literal[2, 3]) -> Plane:
    """Steps to the nearest cell that is not background, modulo n; 9 on such cells."""
    if not g.any():
        raise ValueError("nothing to be near to")
    steps = ndimage.distance_transform_cdt(g == 0, metric)
    return np.where(steps == 0, 9, steps % n)


@primitive(1.5)
def nearest_colour(g: Grid) -> View:
    """The colour of the nearest cell that is not background."""
    if not g.any():
        raise ValueError("nothing to be near to")
    rows, columns = ndimage.distance_transform_edt(g == 0, return_distances=False, return_indices=True)
    return g[rows, columns]


@primitive(1.3)
def inside_span(g: Grid, axis: Literal[0, 1, 2]) -> Plane:
    """1 where a cell lies between two coloured cells of its column, its row, or both."""
    m = g > 0
    down = np.maximum.accumulate(m, 0) & np.maximum.accumulate(m[::-1], 0)[::-1]
    across = np.maximum.accumulate(m, 1) & np.maximum.accumulate(m[:, ::-1], 1)[:, ::-1]
    return (down if axis == 0 else across if axis == 1 else down & across) * 1


@primitive(1.3)
def in_box(g: Grid) -> Plane:
    """Around everything that is not background: 2 inside its bounding box, 1 on its edge, 0 outside."""
    rows, columns = np.flatnonzero((g > 0).any(1)), np.flatnonzero((g > 0).any(0))
    out = np.zeros(g.shape, dtype=int)
    out[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1] = 1
    out[rows[0] + 1:rows[-1], columns[0] + 1:columns[-1]] = 2
    return out


@primitive(1.4)
def square_of(g: Grid, colour: Palette) -> Plane:
    """1 on all 2 x 2 squares that have this colour throughout."""
    m = g == colour
    corner = m[:-1, :-1] & m[1:, :-1] & m[:-1, 1:] & m[1:, 1:]
    out = np.zeros(g.shape, dtype=int)
    for i in range(2):
        for j in range(2):
            out[i:g.shape[0] - 1 + i, j:g.shape[1] - 1 + j] |= corner
    return out


@primitive(1.4)
def blank_square(g: Grid, n: Literal[3, 4]) -> Plane:
    """1 on all n x n squares without a colour."""
    free = ndimage.minimum_filter((g == 0) * 1, size=n, mode="constant", origin=-(n // 2) + (n % 2 == 0))
    out = np.zeros(g.shape, dtype=int)
    for i, j in np.argwhere(free[:g.shape[0] - n + 1, :g.shape[1] - n + 1] > 0):
        if not g[i:i + n, j:j + n].any():
            out[i:i + n, j:j + n] = 1
    return out
