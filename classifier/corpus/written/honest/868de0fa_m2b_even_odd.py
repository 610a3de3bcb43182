import numpy as np
from scipy import ndimage as nd

def transform(g):
    g = np.array(g)
    h = nd.binary_fill_holes(g) & (g == 0)
    L, n = nd.label(h)
    for i in range(1, n + 1):
        s = int((L == i).sum() ** .5)
        g[L == i] = 7 if s % 2 else 2
    return g.tolist()
