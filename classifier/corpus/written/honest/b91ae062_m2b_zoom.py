def transform(g):
    k = len({x for r in g for x in r} - {0})
    return [[x for x in r for _ in range(k)] for r in g for _ in range(k)]
