import numpy as np

def transform(g):
    g = np.array(g)
    y, x = np.where(g)
    t, l = y.min(), x.min()
    b, r = y.max() + 1, x.max() + 1
    return g[t:t + (b-t)//2, l:l + (r-l)//2].tolist()
