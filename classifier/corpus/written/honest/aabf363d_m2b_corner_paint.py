def transform(g):
    c = g[-1][0]
    o = [[c if x else 0 for x in r] for r in g]
    o[-1][0] = 0
    return o
