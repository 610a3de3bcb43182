def transform(grid):
    H, W = len(grid), len(grid[0])
    best = (0,)
    for a in range(H):
        for b in range(a + 1, H):
            x = 0
            while x < W:
                z = x
                while z < W and all(grid[i][z] == 0 for i in range(a, b + 1)):
                    z += 1
                if (z - x) * (b - a + 1) > best[0]:
                    best = ((z - x) * (b - a + 1), a, b, x, z)
                x = z + 1
    o = [r[:] for r in grid]
    if best[0]:
        _, a, b, x, z = best
        for i in range(a, b + 1):
            for j in range(x, z):
                o[i][j] = 6
    return o
