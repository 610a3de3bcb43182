"""What primitives of several themes share: rings of a box, a cell's neighbours, a grid's edge. Registers nothing."""
import numpy as np


def rings(h, w):
    """For each cell of a box how many cells lie between it and the nearest edge."""
    i, j = np.indices((h, w))
    return np.minimum(np.minimum(i, h - 1 - i), np.minimum(j, w - 1 - j))


def seen_at(g, rows, columns):
    """The colour so many rows and columns on (at most two; background outside)."""
    if rows == 0 and columns == 0:
        raise ValueError("no direction")
    padded = np.zeros((g.shape[0] + 4, g.shape[1] + 4), dtype=int)
    padded[2:-2, 2:-2] = g
    return padded[2 + rows:2 + rows + g.shape[0], 2 + columns:2 + columns + g.shape[1]]


def edge_of(labels):
    """The values of the outermost cells."""
    return np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
