from collections import Counter
from scipy.ndimage import label
import numpy as np


def transform(grid):
    """A big blocky figure and noise of another colour: shrink the figure to 3x3, paint it with the noise."""
    g = np.array(grid)
    colours = [int(v) for v in np.unique(g) if v]
    biggest = {}
    for v in colours:
        labels, n = label(g == v, structure=np.ones((3, 3)))
        biggest[v] = max(int((labels == k).sum()) for k in range(1, n + 1))
    figure = max(colours, key=biggest.get)
    noise = next(v for v in colours if v != figure)
    labels, n = label(g == figure, structure=np.ones((3, 3)))
    k = Counter(labels[labels > 0].tolist()).most_common(1)[0][0]
    rows, cols = np.where(labels == k)
    r0, c0 = rows.min(), cols.min()
    step = (rows.max() - r0 + 1) // 3
    mask = labels == k
    out = [[0] * 3 for _ in range(3)]
    for i in range(3):
        for j in range(3):
            block = mask[r0 + i * step:r0 + (i + 1) * step, c0 + j * step:c0 + (j + 1) * step]
            out[i][j] = noise if block.mean() > 0.5 else 0
    return out
