import numpy as np
from scipy import ndimage

def transform(I):
    I = np.array(I)
    O = np.zeros_like(I)
    L, n = ndimage.label(I > 0)
    for s in ndimage.find_objects(L):
        p = I[s]
        a = p[0, 0]
        b = p[1, 1]
        k = p.shape[0] - 2
        t, l = s[0].start, s[1].start
        m = p.shape[0]
        def put(y0, y1, x0, x1, v):
            O[max(y0, 0):max(y1, 0), max(x0, 0):max(x1, 0)] = v
        put(t - k, t + m + k, l, l + m, a)
        put(t, t + m, l - k, l + m + k, a)
        put(t, t + m, l, l + m, b)
        put(t + 1, t + 1 + k, l + 1, l + 1 + k, a)
    return O.tolist()
