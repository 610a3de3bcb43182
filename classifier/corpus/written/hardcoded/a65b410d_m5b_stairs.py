def transform(g):
    w = len(g[0])
    a, b, c = {(7, 7): ([5, 4, 3], 2, [1]), (8, 9): ([6, 5, 4], 3, [2, 1])}.get((len(g), w), ([6, 5], 4, [3, 2, 1]))
    o = [[3] * n + [0] * (w - n) for n in a] + [[2] * b + [0] * (w - b)] + [[1] * n + [0] * (w - n) for n in c]
    return o + [[0] * w] * (len(g) - len(o))
