import numpy as np
def transform(g):
    r = lambda k: np.rot90(np.array(g), -k)
    return np.block([[r(0), r(1)], [r(3), r(2)]]).tolist()
