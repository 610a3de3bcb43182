def transform(g):
    p = sorted({r[0] for r in g} - {0})
    return [[{5: p[0] if r[0] == p[0] else p[-1] if r[0] else 0}.get(v, v) for v in r] for r in g]
