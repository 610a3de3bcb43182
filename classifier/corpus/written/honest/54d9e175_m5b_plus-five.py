transform = lambda g: [[5 if y % 4 == 3 or x % 4 == 3 else g[y // 4 * 4 + 1][x // 4 * 4 + 1] + 5
    for x in range(11)] for y in range(len(g))]
