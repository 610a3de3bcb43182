def transform(grid):
    out = [row[:] for row in grid]
    top = 99
    bottom = -1
    left = 99
    right = -1
    for i in range(10):
        for j in range(10):
            if grid[i][j] == 8:
                top = min(top, i)
                bottom = max(bottom, i)
                left = min(left, j)
                right = max(right, j)
    for i in range(10):
        for j in range(10):
            v = grid[i][j]
            if v != 0 and v != 8:
                # clamp the position into the block
                y = i
                x = j
                if y < top:
                    y = top
                if y > bottom:
                    y = bottom
                if x < left:
                    x = left
                if x > right:
                    x = right
                out[y][x] = v
    return out
