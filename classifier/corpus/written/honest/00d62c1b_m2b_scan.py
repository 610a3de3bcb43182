def transform(g):
    h, w = len(g), len(g[0])
    o = [r[:] for r in g]
    z = {(i, j) for i in range(h) for j in range(w) if g[i][j] == 0}
    while z:
        s = [z.pop()]
        c = []
        ok = True
        while s:
            i, j = s.pop()
            c.append((i, j))
            if i in (0, h-1) or j in (0, w-1): ok = False
            for q in (i+1, j), (i-1, j), (i, j+1), (i, j-1):
                if q in z:
                    z.remove(q)
                    s.append(q)
        # big ones are background
        if ok and len(c) < 26:
            for i, j in c: o[i][j] = 4
    return o
