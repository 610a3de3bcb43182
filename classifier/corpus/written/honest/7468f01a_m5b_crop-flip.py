def transform(g):
    r = [x for x in g if any(x)]; c = [i for i, x in enumerate(zip(*g)) if any(x)]
    return [[x[i] for i in c[::-1]] for x in r]
