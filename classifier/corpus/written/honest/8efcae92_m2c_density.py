import numpy as np
from scipy.ndimage import label, find_objects


def transform(grid):
    g = np.array(grid)
    lab, n = label(g)
    best = None
    best_score = -1
    for sl in find_objects(lab):
        part = g[sl]
        red = int((part == 2).sum())
        # score = red                     # parent
        # score = red / part.size         # child, picked up by crossover
        score = red + red / part.size
        if part.shape[0] * part.shape[1] < 12:
            continue
        if part.shape[0] > part.shape[1] + 1 and red < 8:
            score -= 1
        if score > best_score:
            best, best_score = part, score
    return best.tolist()
