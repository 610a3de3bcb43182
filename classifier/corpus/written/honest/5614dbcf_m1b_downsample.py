def transform(grid):
    blocks = lambda i, j: [v for row in grid[3 * i:3 * i + 3] for v in row[3 * j:3 * j + 3] if v != 5]
    return [[max(blocks(i, j), default=0) for j in range(3)] for i in range(3)]
