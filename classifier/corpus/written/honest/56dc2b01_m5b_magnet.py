def transform(g):
    T = lambda a: [*map(list, zip(*a))]
    if not any({*r} == {2} for r in g):
        return T(transform(T(g)))
    w = [0] * len(g[0])
    s = [r for r in g if 3 in r]
    k = g.index([2] * len(w)); up = g.index(s[0]) < k; n = len(s); b = [[8] * len(w)]
    o = [[w] * (k - n - 1) + b + s, [w] * k][not up] + [g[k]] + [s + b, []][up]
    return [[*r] for r in o + [w] * (len(g) - len(o))]
