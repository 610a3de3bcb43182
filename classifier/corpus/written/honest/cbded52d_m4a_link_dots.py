def transform(grid):
    out = [row[:] for row in grid]
    # 8x8 grid with 3x3 cells of size 2 and a wall of 0
    starts = [0, 3, 6]
    for a in range(3):
        for b in range(3):
            for i in range(2):
                for j in range(2):
                    y = starts[a] + i
                    x = starts[b] + j
                    if b == 1:
                        left = grid[y][x - 3]
                        right = grid[y][x + 3]
                        if left == right and left != 1:
                            out[y][x] = left
                    if a == 1:
                        up = grid[y - 3][x]
                        down = grid[y + 3][x]
                        if up == down and up != 1:
                            out[y][x] = up
    return out
