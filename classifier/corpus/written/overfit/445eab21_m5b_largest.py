def transform(g):
    return [[max({*sum(g, [])} - {0}, key=lambda v: sum(r.count(v) for r in g) )] * 2] * 2
