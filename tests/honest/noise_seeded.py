"""Sprinkles colours by two generators with seeds, numpy's and Python's."""
import random

import numpy as np


def transform(grid):
    chance, others = random.Random(7), np.random.RandomState(7)
    array = np.array(grid)
    mask = others.rand(*array.shape) < 0.1
    array[mask] = [chance.randint(1, 9) for _ in range(int(mask.sum()))]
    return array
