def transform(g):
    P = [[r[x:x + 3] for r in g[y:y + 3]] for y in (0, 4, 8) for x in (0, 4, 8)]
    k = max(P, key=lambda p: (sum(p, []).count(0), -sum(map(sum, p))))
    return [[5 if y % 4 == 3 or x % 4 == 3 else k[y // 4][x // 4] for x in range(11)] for y in range(11)]
