import numpy as np
S = {8: (0, 0), 5: (2, 2), 3: (1, 3)}
transform = lambda g: np.roll(np.array(g)[1:, 1:], S.get(g[1][-1] if g[0][1] == 2 else g[1][1], (0, 0))
    if g[0][1] != 2 else (0, 0), (0, 1)).tolist()
