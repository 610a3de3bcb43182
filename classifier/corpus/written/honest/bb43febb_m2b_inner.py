import numpy as np
from scipy.ndimage import binary_erosion

def transform(g):
    g = np.array(g)
    g[binary_erosion(g == 5, np.ones((3, 3)))] = 2
    return g.tolist()
