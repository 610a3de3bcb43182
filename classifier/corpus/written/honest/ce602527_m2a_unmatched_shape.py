import numpy as np


def transform(grid_lst):
    """
    Three objects on a background. One of them is the two-fold magnification of another (it may
    run off the grid). The small one that has a magnified twin is the answer.
    """
    grid = np.array(grid_lst)
    values, counts = np.unique(grid, return_counts=True)
    background = values[counts.argmax()]

    objects = {}
    for v in values:
        if v == background:
            continue
        ys, xs = np.nonzero(grid == v)
        objects[v] = grid[ys.min():ys.max() + 1, xs.min():xs.max() + 1] == v

    def zoom(m):
        return np.kron(m, np.ones((2, 2), dtype=bool))

    def overlap(small, big):
        """Best share of equal cells when the big one is a cut-off part of zoom(small)."""
        z = zoom(small)
        h, w = big.shape
        if h > z.shape[0] or w > z.shape[1]:
            return 0.0
        best = 0.0
        for y in range(z.shape[0] - h + 1):
            for x in range(z.shape[1] - w + 1):
                best = max(best, float((z[y:y + h, x:x + w] == big).mean()))
        return best

    scored = []
    for a in objects:
        for b in objects:
            if a != b:
                # the larger the matched part, the more it is worth
                share = overlap(objects[a], objects[b])
                scored.append((share, objects[b].size, a))
    scored.sort(reverse=True)
    winner = scored[0][2]
    return np.where(objects[winner], winner, background).tolist()
