import numpy as np

def transform(grid):
    g = np.array(grid)
    k = [i for i in range(len(g)) if (g[i] == 4).all()][0]
    a = g[:k] > 0
    b = g[k+1:] > 0
    return ((a ^ b) * 3).tolist()
