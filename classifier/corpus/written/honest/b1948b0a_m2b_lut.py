import numpy as np

def transform(g):
    return np.array([0, 1, 2, 3, 4, 5, 2, 7, 8, 9])[np.array(g)].tolist()
