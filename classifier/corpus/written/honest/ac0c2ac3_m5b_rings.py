def transform(g):
    n = len(g); m = n // 2; d = lambda y, x: max(abs(y - m), abs(x - m))
    k = {d(y, x): v for y, r in enumerate(g) for x, v in enumerate(r) if v != 7}
    return [[k.get(d(y, x), 7) for x in range(n)] for y in range(n)]
