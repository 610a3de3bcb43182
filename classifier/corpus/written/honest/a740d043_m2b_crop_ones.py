import numpy as np

def transform(x):
    x = np.array(x)
    i, j = np.nonzero(x != 1)
    y = x[i.min():i.max()+1, j.min():j.max()+1]
    return np.where(y == 1, 0, y).tolist()
