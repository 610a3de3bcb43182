def transform(g):
    h, w = len(g), len(g[0])
    if w > h:
        return [r[:w//2] for r in g]
    return g[:h//2]
