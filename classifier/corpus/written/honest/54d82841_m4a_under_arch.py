def transform(grid):
    H, W = len(grid), len(grid[0])
    out = [r[:] for r in grid]
    for i in range(H):
        for j in range(1, W - 1):
            # an arch looks like  X X X
            #                     X 0 X
            if i == 0:
                continue
            left = grid[i][j - 1]
            right = grid[i][j + 1]
            up = grid[i - 1][j]
            center = grid[i][j]
            if center == 0 and left != 0 and left == right and right == up:
                out[H - 1][j] = 4
    return out
