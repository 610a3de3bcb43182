from scipy.ndimage import label
import numpy as np

def transform(g):
    g = np.array(g)
    L, n = label(g)
    for k in range(1, n + 1):
        if np.sum(L == k) == 1:
            g[L == k] = 1
    return g.tolist()
