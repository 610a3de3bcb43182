def transform(g):
    # the box with a step: a row where it is narrower
    for c in sorted({x for r in g for x in r} - {0}, reverse=True):
        w = [r.count(c) for r in g if c in r]
        if len(set(w)) > 1 and w[0] != w[-1]:
            return [[c]]
    for c in sorted({x for r in g for x in r} - {0}):
        w = [r.count(c) for r in g if c in r]
        if len(set(w)) > 1:
            return [[c]]
    return [[0]]
