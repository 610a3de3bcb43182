import numpy as np
from scipy import ndimage


def transform(grid):
    """Fill the inside of the bigger yellow rectangle with 2 and the inside of the smaller one with 1."""
    arr = np.array(grid)
    labels, n = ndimage.label(arr == 4)
    if n == 0:
        return grid
    boxes = ndimage.find_objects(labels)
    areas = [(s[0].stop - s[0].start) * (s[1].stop - s[1].start) for s in boxes]
    for box, area in zip(boxes, areas):
        fill = 2 if area == max(areas) else 1
        rows, cols = box
        arr[rows.start + 1:rows.stop - 1, cols.start + 1:cols.stop - 1] = fill
    return arr.tolist()
