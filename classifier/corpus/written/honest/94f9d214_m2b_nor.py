import numpy as np
def transform(g):
    a, b = np.split(np.array(g), 2)
    return (2 * ((a + b) == 0)).astype(int).tolist()
