def transform(g):
    n = len(g); m = len(g[0]); s = {(y, x) for y in range(n) for x in range(m) if (y in (0, n-1) or x in (0,
        m-1)) and g[y][x] == 0}
    while 1:
        t = {(y+a, x+b) for y, x in s for a, b in ((0, 1), (1, 0), (0, -1), (-1, 0))
            if 0 <= y+a < n and 0 <= x+b < m and g[y+a][x+b] == 0} | s
        if t == s: return [[v or 4 * ((y, x) not in s) for x, v in enumerate(r)] for y, r in enumerate(g)]
        s = t
