def transform(g):
    q = [[r[c:c + 2] for r in g[i:i + 2]] for i in (0, 3) for c in (0, 3)]
    return min(q, key=q.count)
