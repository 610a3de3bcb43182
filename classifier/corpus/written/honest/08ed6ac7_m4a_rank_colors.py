def transform(grid):
    n = 9
    heights = []
    for j in range(n):
        h = 0
        for i in range(n):
            if grid[i][j] == 5:
                h += 1
        heights.append(h)
    order = []
    for j in range(n):
        if heights[j] > 0:
            order.append((heights[j], j))
    # longest first: blue, red, green, yellow
    order.sort(reverse=True)
    out = [row[:] for row in grid]
    color = 1
    for (h, j) in order:
        for i in range(n):
            if out[i][j] == 5:
                out[i][j] = color
        color += 1
    return out
