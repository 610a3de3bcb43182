"""Ways to see a grid's colours: translated before the search and back after it, so that one rule serves all colours."""
import numpy as np


def common_to_zero(g):
    """The most common colour and 0 change places."""
    common = np.bincount(g.ravel()).argmax()
    return np.where(g == common, 0, np.where(g == 0, common, g))


def common_from_zero(out, original):
    """What `common_to_zero` did to the original, undone on the output."""
    common = np.bincount(original.ravel()).argmax()
    return np.where(out == common, 0, np.where(out == 0, common, out))


def frequency_order(g):
    """All ten colours: 0 first, then those of the grid from common to rare, then those that it lacks."""
    counts = np.bincount(g.ravel(), minlength=10)
    counts[0] = 10000
    return np.argsort(-counts, kind="stable")


def by_frequency(g):
    """Colours renamed by how common they are: 1 the most common besides 0, then 2, ..."""
    return np.argsort(frequency_order(g))[g]


def from_frequency(out, original):
    """The names that `by_frequency` gave on the original, undone on the output."""
    return frequency_order(original)[out]
