def transform(g):
    o = []
    for r in g:
        r = r[:]
        for c in set(r) - {0}:
            i = r.index(c)
            j = len(r) - 1 - r[::-1].index(c)
            r[i:j+1] = [c] * (j - i + 1)
        o.append(r)
    return o
