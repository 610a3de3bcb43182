def transform(g):
    r = list(g[0]); w = len(r)
    o = []
    while len(o) < w // 2:
        o.append(r)
        r = [r[0]] + r[:-1]
    return o
