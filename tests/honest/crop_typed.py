"""Crops the grid to what is coloured, with type hints."""
from typing import List, Optional, Tuple

import numpy as np

Grid = List[List[int]]
Box = Tuple[int, int, int, int]


def bounding_box(array: np.ndarray) -> Optional[Box]:
    rows = np.any(array, axis=1).nonzero()[0]
    columns = np.any(array, axis=0).nonzero()[0]
    if rows.size == 0:
        return None
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def transform(grid: Grid) -> Grid:
    array: np.ndarray = np.asarray(grid, dtype=np.int8)
    box: Optional[Box] = bounding_box(array)
    if box is None:
        return grid
    top, bottom, left, right = box
    return array[top:bottom, left:right].tolist()
