import numpy as np

def transform(g):
    g = np.array(g)
    o = np.zeros((3, 3), int)
    for p in g[:3, :3], g[:3, -3:], g[-3:, :3], g[-3:, -3:]:
        o = np.maximum(o, p)
    return o.tolist()
